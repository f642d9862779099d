#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "config/options.h"
#include "config/presets.h"

enum { FILE_MOST = 1 << 20, DEPTH_MOST = 8 };

struct key_row {
	const char *key, *action;
	int line;
};

struct config {
	struct arena arena;
	const char **values; /* options_n of them; NULL: the default */
	VEC_OF(struct key_row);
};

struct reader {
	struct config *config;
	void (*warn)(void *data, const char *message);
	void *data;
	int depth;
};

/* A file that is being read. */
struct source {
	const char *name;
	struct str section;
	int line;
};

/* ---- warnings ---- */

__attribute__((format(printf, 3, 4))) static void complain(
	const struct reader *r, const struct source *s, const char *fmt, ...)
{
	struct err message;
	va_list ap;

	if (!r->warn)
		return;
	va_start(ap, fmt);
	err_vset(&message, 0, fmt, ap);
	va_end(ap);
	err_prefix(&message, "%s:%d", s->name, s->line);
	r->warn(r->data, message.msg);
}

/* ---- values ---- */

/* The canonical word for a flag, or NULL. */
static const char *flag_word(struct str value)
{
	static const char *const words[][2] = {{"yes", "no"}, {"on", "off"}, {"true", "false"}, {"1", "0"}};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		for (int no = 0; no < 2; no++)
			if (str_case_eq(value, str_of(words[i][no])))
				return words[0][no];
	return NULL;
}

static bool one_of(const char *words, struct str value)
{
	struct str rest = str_of(words), word;

	while (str_split(&rest, ' ', &word))
		if (str_eq(word, value))
			return true;
	return false;
}

static bool good_number(const struct option *o, struct str value)
{
	int64_t n = 0;

	if (!value.n || value.n > 10)
		return false;
	for (size_t i = 0; i < value.n; i++) {
		if (!ch_digit(value.p[i]))
			return false;
		n = n * 10 + (value.p[i] - '0');
	}
	return n >= o->least && n <= o->most;
}

/* A path as it stands in file `from`. */
static const char *resolved(struct arena *a, const char *from, struct str path)
{
	const char *home = getenv("HOME"), *slash = strrchr(from, '/');

	if (str_starts(path, "~/") && home)
		return arena_printf(a, "%s%.*s", home, (int)path.n - 1, path.p + 1);
	if (!path.n || *path.p == '/' || !slash)
		return arena_str(a, path);
	return arena_printf(a, "%.*s/%.*s", (int)(slash - from), from, STR_ARG(path));
}

static struct str unquoted(struct str value)
{
	if (value.n >= 2 && value.p[0] == '"' && value.p[value.n - 1] == '"')
		return str_sub(value, 1, value.n - 1);
	return value;
}

static void set_option(struct reader *r, const struct source *s, const struct option *o, struct str value)
{
	struct config *c = r->config;
	const char *text = NULL;

	if (o->type != OPTION_LINE)
		value = unquoted(value);
	switch (o->type) {
	case OPTION_FLAG:
		text = flag_word(value);
		if (!text)
			complain(r, s, "%s is yes or no, not \"%.*s\"", o->name, STR_ARG(value));
		break;
	case OPTION_WORDS:
		if (one_of(o->words, value))
			text = arena_str(&c->arena, value);
		else
			complain(r, s, "%s is one of %s, not \"%.*s\"", o->name, o->words, STR_ARG(value));
		break;
	case OPTION_NUMBER:
		if (good_number(o, value))
			text = arena_str(&c->arena, value);
		else
			complain(r, s, "%s is a number from %d to %d, not \"%.*s\"", o->name, o->least,
				o->most, STR_ARG(value));
		break;
	case OPTION_PATH:
		text = resolved(&c->arena, s->name, value);
		break;
	case OPTION_TEXT:
	case OPTION_LINE:
		text = arena_str(&c->arena, value);
		break;
	}
	if (text)
		c->values[o - options] = text;
}

/* ---- lines ---- */

/* Splits "name = value"; a key may be "=" or "#" itself, so in [keys] the name is at least one byte long. */
static bool split_line(struct str line, struct str *name, struct str *value)
{
	ptrdiff_t sign = str_chr(str_sub(line, 1, line.n), '=');

	if (sign < 0)
		return false;
	*name = str_trim(str_sub(line, 0, (size_t)sign + 1));
	*value = str_trim(str_sub(line, (size_t)sign + 2, line.n));
	return true;
}

static bool known_section(struct str section)
{
	for (size_t i = 0; i < options_n; i++)
		if (str_eqz(section, options[i].section))
			return true;
	return str_eqz(section, "keys");
}

static void read_section(struct reader *r, struct source *s, struct str line)
{
	if (line.p[line.n - 1] != ']') {
		complain(r, s, "\"]\" is missing at the end");
		s->section = (struct str){NULL, 0};
		return;
	}
	s->section = str_trim(str_sub(line, 1, line.n - 1));
	if (!known_section(s->section))
		complain(r, s, "there is no section [%.*s]", STR_ARG(s->section));
}

static void read_file(struct reader *r, const char *path, const struct source *from);

static void read_setting(struct reader *r, const struct source *s, struct str name, struct str value)
{
	struct arena *a = &r->config->arena;
	const struct option *o;

	if (str_eqz(name, "include")) {
		read_file(r, arena_str(a, unquoted(value)), s);
		return;
	}
	if (str_eqz(s->section, "keys")) {
		struct key_row row = {arena_str(a, name), arena_str(a, unquoted(value)), s->line};

		if (*row.action)
			vec_push_in(a, r->config, row);
		else
			complain(r, s, "no action for the key \"%.*s\"", STR_ARG(name));
		return;
	}
	if (!known_section(s->section)) {
		if (!s->section.p)
			complain(r, s, "\"%.*s\" stands before any [section]", STR_ARG(name));
		return; /* an unknown section was told once */
	}
	o = option_find(arena_printf(a, "%.*s.%.*s", STR_ARG(s->section), STR_ARG(name)));
	if (o)
		set_option(r, s, o, value);
	else
		complain(r, s, "there is no option \"%.*s\" in [%.*s]", STR_ARG(name), STR_ARG(s->section));
}

/* "# = action" binds the key "#"; "#= = action" is a binding of "=" that is commented out. */
static bool is_comment(const struct source *s, struct str line)
{
	struct str rest = str_sub(line, 1, line.n);

	return *line.p == '#' &&
	       !(str_eqz(s->section, "keys") && str_starts(rest, " ") && str_starts(str_trim(rest), "="));
}

static void read_text(struct reader *r, const char *name, struct str text)
{
	struct source s = {name, {NULL, 0}, 0};
	struct str line, option, value;

	if (str_starts(text, "\xEF\xBB\xBF"))
		text = str_sub(text, 3, text.n);
	while (str_line(&text, &line)) {
		s.line++;
		line = str_trim(line);
		if (!line.n || is_comment(&s, line))
			continue;
		if (memchr(line.p, 0, line.n) || !utf8_valid(line))
			complain(r, &s, "the line is no UTF-8 text");
		else if (*line.p == '[' && !(str_eqz(s.section, "keys") && str_find(line, "=") > 0))
			read_section(r, &s, line);
		else if (split_line(line, &option, &value))
			read_setting(r, &s, option, value);
		else
			complain(r, &s, "\"name = value\" was expected, not \"%.*s\"", STR_ARG(line));
	}
}

/* Reads a file that another one includes, or a preset by its name. */
static void read_file(struct reader *r, const char *path, const struct source *from)
{
	struct strbuf text = STRBUF_INIT;
	const char *preset = preset_find(path), *file = resolved(&r->config->arena, from->name, str_of(path));
	struct err err;

	if (r->depth == DEPTH_MOST) {
		complain(r, from, "%s: more than %d files include each other", path, DEPTH_MOST);
		return;
	}
	r->depth++;
	if (preset)
		read_text(r, path, str_of(preset));
	else if (file_read(file, FILE_MOST, &text, &err) == 0)
		read_text(r, file, strbuf_str(&text));
	else
		complain(r, from, "%s", err.msg);
	r->depth--;
	strbuf_release(&text);
}

/* ---- the interface ---- */

int config_open(struct config **out, const char *path, void (*warn)(void *data, const char *message),
	void *data, struct err *err)
{
	struct config *c = mem_zalloc(sizeof *c);
	struct reader r = {c, warn, data, 0};
	struct strbuf text = STRBUF_INIT;
	int rc = 0;

	c->values = arena_zalloc(&c->arena, options_n * sizeof *c->values);
	if (path && access(path, F_OK) == 0)
		rc = file_read(path, FILE_MOST, &text, err);
	if (rc == 0 && text.len)
		read_text(&r, path, strbuf_str(&text));
	strbuf_release(&text);
	if (rc < 0) {
		config_close(c);
		c = NULL;
	}
	*out = c;
	return rc;
}

void config_close(struct config *c)
{
	if (!c)
		return;
	arena_release(&c->arena);
	free(c);
}

const char *config_text(const struct config *c, const char *name)
{
	const struct option *o = option_find(name);

	assert(o);
	return c->values[o - options] ? c->values[o - options] : o->fallback;
}

int64_t config_number(const struct config *c, const char *name)
{
	return strtoll(config_text(c, name), NULL, 10);
}

bool config_flag(const struct config *c, const char *name)
{
	return !strcmp(config_text(c, name), "yes");
}

bool config_is_set(const struct config *c, const char *name)
{
	const struct option *o = option_find(name);

	assert(o);
	return c->values[o - options];
}

size_t config_keys(const struct config *c)
{
	return c->n;
}

void config_key(const struct config *c, size_t n, const char **key, const char **action, int *line)
{
	*key = c->at[n].key;
	*action = c->at[n].action;
	*line = c->at[n].line;
}
