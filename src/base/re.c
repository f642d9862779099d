#define PCRE2_CODE_UNIT_WIDTH 8
#include "base/re.h"

#include <pcre2.h>
#include <stdlib.h>

#include "base/mem.h"

enum {
	MATCH_LIMIT = 100000,
	HEAP_LIMIT_KIB = 32 * 1024,
	JIT_STACK_LEAST = 32 * 1024,
	JIT_STACK_MOST = 512 * 1024,
	PATTERN_MOST = 64 * 1024,
};

struct re {
	pcre2_code *code;
	pcre2_match_data *data;
	pcre2_match_context *limits;
	pcre2_jit_stack *stack;
};

static pcre2_code *compile(const char *pattern, enum re_flags flags, struct err *err)
{
	uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C;
	pcre2_compile_context *context = pcre2_compile_context_create(NULL);
	pcre2_code *code;
	PCRE2_SIZE at;
	PCRE2_UCHAR why[160];
	int rc;

	if (flags & RE_CASELESS)
		options |= PCRE2_CASELESS;
	if (flags & RE_EXTENDED)
		options |= PCRE2_EXTENDED;
	pcre2_set_max_pattern_length(context, PATTERN_MOST);
	code = pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED, options, &rc, &at, context);
	pcre2_compile_context_free(context);
	if (!code) {
		pcre2_get_error_message(rc, why, sizeof why);
		err_set(err, ERR_FAILED, "at %zu: %s", at, (const char *)why);
	}
	return code;
}

int re_compile(struct re **out, const char *pattern, enum re_flags flags, struct err *err)
{
	pcre2_code *code = compile(pattern, flags, err);
	struct re *re;

	*out = NULL;
	if (!code)
		return ERR_FAILED;
	re = mem_zalloc(sizeof *re);
	re->code = code;
	re->data = pcre2_match_data_create(RE_GROUPS, NULL);
	re->limits = pcre2_match_context_create(NULL);
	pcre2_set_match_limit(re->limits, MATCH_LIMIT);
	pcre2_set_heap_limit(re->limits, HEAP_LIMIT_KIB);
	if (pcre2_jit_compile(code, PCRE2_JIT_COMPLETE) == 0) {
		re->stack = pcre2_jit_stack_create(JIT_STACK_LEAST, JIT_STACK_MOST, NULL);
		pcre2_jit_stack_assign(re->limits, NULL, re->stack);
	}
	*out = re;
	return 0;
}

void re_free(struct re *re)
{
	if (!re)
		return;
	pcre2_match_data_free(re->data);
	pcre2_match_context_free(re->limits);
	pcre2_jit_stack_free(re->stack);
	pcre2_code_free(re->code);
	free(re);
}

int re_match(const struct re *re, struct str text, size_t from, struct re_match *m)
{
	const PCRE2_SIZE *ends;
	int rc;

	if (from > text.n)
		return 0;
	rc = pcre2_match(re->code, (PCRE2_SPTR)(text.p ? text.p : ""), text.n, from,
		PCRE2_NO_UTF_CHECK, re->data, re->limits);
	if (rc == PCRE2_ERROR_NOMATCH)
		return 0;
	if (rc < 0)
		return RE_LIMIT;
	ends = pcre2_get_ovector_pointer(re->data);
	m->n = rc ? rc : RE_GROUPS;
	for (int i = 0; i < m->n; i++) {
		m->group[i].from = ends[2 * i];
		m->group[i].to = ends[2 * i + 1];
		if (ends[2 * i] == PCRE2_UNSET) {
			m->group[i].from = 1;
			m->group[i].to = 0;
		}
	}
	return 1;
}

int re_group(const struct re *re, const char *name)
{
	int n = pcre2_substring_number_from_name(re->code, (PCRE2_SPTR)name);

	return n > 0 && n < RE_GROUPS ? n : -1;
}

struct str re_text(const struct re_match *m, int group, struct str text)
{
	if (group < 0 || group >= m->n || m->group[group].from > m->group[group].to)
		return (struct str){NULL, 0};
	return str_sub(text, m->group[group].from, m->group[group].to);
}
