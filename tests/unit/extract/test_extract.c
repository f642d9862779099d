#include "../test.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/utf8.h"
#include "exchange/jsonl.h"
#include "extract/extract.h"
#include "extract/proper.h"
#include "extract/rules.h"
#include "text/tex.h"

static struct extractor *shipped_extractor;

static void fail_on_warning(void *data, const char *message)
{
	(void)data;
	fail_msg("%s", message);
}

static int open_shipped(void **state)
{
	(void)state;
	return extractor_open(&shipped_extractor, NULL, fail_on_warning, NULL, NULL);
}

static int close_shipped(void **state)
{
	(void)state;
	extractor_close(shipped_extractor);
	return 0;
}

/* ---- tags as text, as they stand in tests/golden/extract.tsv ---- */

static struct str surface(const char *title, const char *abstract, const struct tag_spot *p)
{
	return (struct str){(p->field == FIELD_TITLE ? title : abstract) + p->at, p->len};
}

/* Was this surface among those before number n? */
static bool said(const char *title, const char *abstract, const struct tag *t, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(surface(title, abstract, &t->spots.at[i]),
			    surface(title, abstract, &t->spots.at[n])))
			return true;
	return false;
}

static void describe(
	const char *title, const char *abstract, const struct tag_vec *tags, struct strbuf *out)
{
	for (size_t i = 0; i < tags->n; i++) {
		const struct tag *t = &tags->at[i];

		strbuf_addf(out, "%s%c%s %s=", i ? "; " : "", tag_kind_names[t->kind][0],
			t->introduced ? "!" : "", t->name);
		for (size_t k = 0; k < t->spots.n; k++) {
			struct str s = surface(title, abstract, &t->spots.at[k]);

			if (!said(title, abstract, t, k))
				strbuf_addf(out, "%s%.*s", k ? "," : "", STR_ARG(s));
		}
	}
	if (!tags->n)
		strbuf_addch(out, '-');
}

static void describe_run(
	struct extractor *x, const char *title, const char *abstract, struct strbuf *out)
{
	struct arena a = ARENA_INIT;
	struct tag_vec tags = {0};

	strbuf_reset(out);
	extractor_run(x, title, abstract, &a, &tags);
	describe(title, abstract, &tags, out);
	arena_release(&a);
}

/* A field of the golden file as a person reads it; NULL where it says "-". */
static const char *readable(struct str field, struct arena *a)
{
	struct strbuf text = STRBUF_INIT;
	const char *copy;

	if (str_eqz(field, "-"))
		return NULL;
	tex_to_text(field, &text);
	copy = arena_str(a, strbuf_str(&text));
	strbuf_release(&text);
	return copy;
}

/* Calls each line of the golden file as title, abstract, tags. */
static void each_golden(void (*use)(const char *title, const char *abstract, const char *want))
{
	struct strbuf text = STRBUF_INIT;
	struct arena a = ARENA_INIT;
	struct str rest, line, field[3];

	assert_int_equal(file_read(test_file("tests/golden/extract.tsv"), 1 << 20, &text, NULL), 0);
	rest = strbuf_str(&text);
	while (str_line(&rest, &line)) {
		if (!line.n || line.p[0] == '#')
			continue;
		for (int i = 0; i < 3; i++)
			assert_true(str_split(&line, '\t', &field[i]));
		use(readable(field[0], &a), readable(field[1], &a), arena_str(&a, field[2]));
	}
	arena_release(&a);
	strbuf_release(&text);
}

/* Calls the texts of real papers, where they stand beside the source. */
static void each_abstract(void (*use)(const char *title, const char *abstract, const char *want))
{
	struct strbuf text = STRBUF_INIT;
	struct batch batch = BATCH_INIT;
	struct jsonl_record r;
	struct jsonl *j;
	struct str rest, line;

	if (file_read(test_file("../shared/data/corpus/sample_2000.jsonl"), 16 << 20, &text, NULL))
		return;
	assert_int_equal(jsonl_open(&j, NULL), 0);
	rest = strbuf_str(&text);
	while (str_line(&rest, &line)) {
		assert_null(jsonl_texts(j, line, &batch, &r));
		use(r.paper->title_tex, r.paper->abstract_tex, NULL);
		batch_reset(&batch);
	}
	jsonl_close(j);
	batch_release(&batch);
	strbuf_release(&text);
}

static void check_golden(const char *title, const char *abstract, const char *want)
{
	struct strbuf got = STRBUF_INIT;

	describe_run(shipped_extractor, title, abstract, &got);
	assert_string_equal(got.buf, want);
	strbuf_release(&got);
}

static void golden_texts(void **state)
{
	(void)state;
	each_golden(check_golden);
}

/* ---- properties ---- */

static void check_spots(const char *title, const char *abstract, const struct tag *t)
{
	assert_true(t->spots.n > 0);
	for (size_t i = 0; i < t->spots.n; i++) {
		const struct tag_spot *p = &t->spots.at[i];
		const char *text = p->field == FIELD_TITLE ? title : abstract;

		assert_non_null(text);
		assert_true(p->len > 0 && p->at + p->len <= strlen(text));
		assert_true(utf8_valid(surface(title, abstract, p)));
		if (i && t->spots.at[i - 1].field == p->field)
			assert_true(t->spots.at[i - 1].at < p->at);
	}
}

static void check_properties(const char *title, const char *abstract, const char *want)
{
	struct strbuf once = STRBUF_INIT, again = STRBUF_INIT;
	struct arena a = ARENA_INIT;
	struct tag_vec tags = {0};

	(void)want;
	extractor_run(shipped_extractor, title, abstract, &a, &tags);
	for (size_t i = 0; i < tags.n; i++)
		check_spots(title, abstract, &tags.at[i]);
	describe(title, abstract, &tags, &once);
	describe_run(shipped_extractor, title, abstract, &again);
	assert_string_equal(once.buf, again.buf);
	strbuf_release(&once);
	strbuf_release(&again);
	arena_release(&a);
}

static void spots_cover_their_surfaces_and_runs_repeat(void **state)
{
	(void)state;
	each_golden(check_properties);
	each_abstract(check_properties);
	check_properties("Ünïcode ResNet-50 — “BERT”",
		"naïve Bayes, π0 and BERT\xc2\xa0models on MNIST.", "");
}

/* What a text introduces it is said to introduce when its names have been learnt, too: it may be read again. */
static void check_learnt(const char *title, const char *abstract, const char *want)
{
	struct strbuf again = STRBUF_INIT;
	struct learnt_vec learnt = {0};
	struct arena a = ARENA_INIT;
	struct tag_vec tags = {0};
	struct extractor *x;

	if (!strchr(want, '!'))
		return;
	extractor_run(shipped_extractor, title, abstract, &a, &tags);
	for (size_t i = 0; i < tags.n; i++)
		if (tags.at[i].introduced && proper_name(str_of(tags.at[i].name)))
			vec_push_in(&a, &learnt, (struct learnt){tags.at[i].kind, tags.at[i].name, "learnt:xx:1"});
	assert_int_equal(extractor_open_with(&x, NULL, &learnt, NULL, NULL, NULL), 0);
	describe_run(x, title, abstract, &again);
	assert_string_equal(again.buf, want);
	extractor_close(x);
	strbuf_release(&again);
	arena_release(&a);
}

static void names_that_were_learnt_change_nothing(void **state)
{
	(void)state;
	each_golden(check_learnt);
}

static void hostile_texts_do_no_harm(void **state)
{
	static const char *const pieces[] = {
		"(",
		"((((",
		"A (",
		"a@a.",
		":// ",
		"https://",
		"- - ",
		"X-",
		"CIFAR10/",
		"we propose ",
		"dataset ",
		"A, ",
		"called ",
		"\xc3\xa9",
		"AB (A B) ",
		"1.",
		"+",
		".com/",
	};

	(void)state;
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		struct strbuf sb = STRBUF_INIT;
		struct arena a = ARENA_INIT;
		struct tag_vec tags = {0};

		while (sb.len < 200000)
			strbuf_addz(&sb, pieces[i]);
		extractor_run(shipped_extractor, sb.buf, sb.buf, &a, &tags);
		for (size_t k = 0; k < tags.n; k++)
			check_spots(sb.buf, sb.buf, &tags.at[k]);
		arena_release(&a);
		strbuf_release(&sb);
	}
}

/* ---- the reader's own lists ---- */

struct folder {
	char path[64];
};

static void folder_put(const struct folder *f, const char *name, const char *text)
{
	struct strbuf path = STRBUF_INIT;

	strbuf_addf(&path, "%s/%s", f->path, name);
	assert_int_equal(file_write(path.buf, str_of(text), NULL), 0);
	strbuf_release(&path);
}

static void folder_make(struct folder *f)
{
	*f = (struct folder){"/tmp/carrel-test-XXXXXX"};
	assert_non_null(mkdtemp(f->path));
}

static void folder_remove(const struct folder *f, const char *const *names)
{
	struct strbuf path = STRBUF_INIT;

	for (; *names; names++) {
		strbuf_reset(&path);
		strbuf_addf(&path, "%s/%s", f->path, *names);
		unlink(path.buf);
	}
	rmdir(f->path);
	strbuf_release(&path);
}

static void keep_warning(void *data, const char *message)
{
	struct strbuf *sb = data;

	strbuf_addz(sb, message);
	strbuf_addch(sb, '\n');
}

static void check_own(const struct folder *f, const char *abstract, const char *want)
{
	struct extractor *x;
	struct strbuf got = STRBUF_INIT;

	assert_int_equal(extractor_open(&x, f->path, fail_on_warning, NULL, NULL), 0);
	describe_run(x, NULL, abstract, &got);
	assert_string_equal(got.buf, want);
	strbuf_release(&got);
	extractor_close(x);
}

static void own_lists_add_change_and_remove(void **state)
{
	static const char *const files[] = {"mine.tsv", "more.rules", NULL};
	struct folder f;

	(void)state;
	folder_make(&f);
	folder_put(&f, "mine.tsv", "# mine\n!kind dataset\nmy own things\tMOT\nBERT\n-ResNet\n");
	folder_put(&f, "more.rules", "Widget $1\tmethod\twidget\t[Ww]idget no\\. (\\d+)\n");
	check_own(&f, "Training with my own things, BERT, MOT and a widget no. 12, not ResNet.",
		"d my own things=my own things,MOT; d BERT=BERT; m Widget 12=widget no. 12");
	folder_remove(&f, files);
}

/* Several words stand in any case, one word of capitals as written; "case" asks for the case of both. */
static void own_names_of_several_words_take_any_case(void **state)
{
	static const char *const files[] = {"mine.tsv", NULL};
	struct folder f;

	(void)state;
	folder_make(&f);
	folder_put(&f, "mine.tsv",
		"!kind method\nBadger Pruning\tBADP\nZCA\t\tZebra Cutting Algorithm\nGreen Door\t\t\tcase\n");
	check_own(&f, "Training by badger pruning, by badp and zca, by the zebra cutting algorithm, at a green door.",
		"m Badger Pruning=badger pruning; m ZCA=zebra cutting algorithm");
	folder_remove(&f, files);
}

static void order_of_lines_does_not_matter(void **state)
{
	static const char *const files[] = {"mine.tsv", NULL};
	static const char text[] = "Training a red box, a red boxer, and RBX.";
	static const char want[] = "m red box=red box; m red boxer=red boxer; d box of red=RBX";
	struct folder f;

	(void)state;
	folder_make(&f);
	folder_put(&f, "mine.tsv",
		"red box\t\t\nred boxer\n!kind dataset\nbox of red\tRBX\nzz of red\tRBX\n");
	check_own(&f, text, want);
	folder_put(&f, "mine.tsv",
		"!kind dataset\nzz of red\tRBX\nbox of red\tRBX\n!kind method\nred boxer\nred "
		"box\n");
	check_own(&f, text, want);
	folder_remove(&f, files);
}

/* A shipped list, its lines from the last to the first where turned, as one text. */
static void add_lines(const char *file, bool turned, struct strbuf *out)
{
	struct strbuf text = STRBUF_INIT;
	struct {
		VEC_OF(struct str);
	} lines = {0};
	struct str rest, line;

	assert_int_equal(file_read(test_file(file), 16 << 20, &text, NULL), 0);
	rest = strbuf_str(&text);
	while (str_line(&rest, &line)) {
		if (line.n && line.p[0] == '!')
			strbuf_addf(out, "%.*s\n", STR_ARG(line)); /* stands in front of all */
		else if (line.n && line.p[0] != '#')
			vec_push(&lines, line);
	}
	for (size_t i = 0; i < lines.n; i++)
		strbuf_addf(out, "%.*s\n", STR_ARG(lines.at[turned ? lines.n - 1 - i : i]));
	vec_release(&lines);
	strbuf_release(&text);
}

/* The shipped names as the reader's own, which settle everything, under these file names. */
static struct extractor *open_turned(const char *datasets, const char *methods, bool turned)
{
	const char *const files[] = {datasets, methods, NULL};
	struct strbuf one = STRBUF_INIT, other = STRBUF_INIT;
	struct extractor *x;
	struct folder f;

	folder_make(&f);
	strbuf_addz(&one, "!kind dataset\n");
	add_lines("src/extract/lists/datasets.tsv", turned, &one);
	strbuf_addz(&other, "!kind method\n");
	add_lines("src/extract/lists/methods.tsv", turned, &other);
	folder_put(&f, datasets, one.buf);
	folder_put(&f, methods, other.buf);
	assert_int_equal(extractor_open(&x, f.path, fail_on_warning, NULL, NULL), 0);
	folder_remove(&f, files);
	strbuf_release(&one);
	strbuf_release(&other);
	return x;
}

static struct extractor *forth, *back;

static void check_same(const char *title, const char *abstract, const char *want)
{
	struct strbuf one = STRBUF_INIT, other = STRBUF_INIT;

	(void)want;
	describe_run(forth, title, abstract, &one);
	describe_run(back, title, abstract, &other);
	assert_string_equal(one.buf, other.buf);
	strbuf_release(&one);
	strbuf_release(&other);
}

static void order_of_lists_does_not_matter(void **state)
{
	(void)state;
	forth = open_turned("a.tsv", "b.tsv", false);
	back = open_turned("b.tsv", "a.tsv", true);
	each_golden(check_same);
	each_abstract(check_same);
	extractor_close(forth);
	extractor_close(back);
}

static void bad_lines_are_named_and_passed_over(void **state)
{
	static const char *const files[] = {"a.tsv", "b.rules", NULL};
	struct strbuf warnings = STRBUF_INIT, got = STRBUF_INIT;
	struct extractor *x;
	struct folder f;

	(void)state;
	folder_make(&f);
	folder_put(&f, "a.tsv", "\xEF\xBB\xBF!kind animal\nx\nGood Name\t\t\tcase odd\n\tno name\n"
		"Bad \x1b[31mName\nBroken \xc3 Name\nHidden\xe2\x80\xae Name\n");
	folder_put(&f, "b.rules",
		"Name\tmethod\tbad\tbad(\nName\tthing\tbad\tbad\nName\n=\tmethod\tgood\tgood "
		"one\n");
	assert_int_equal(extractor_open(&x, f.path, keep_warning, &warnings, NULL), 0);
	assert_string_equal(warnings.buf,
		"a.tsv:1: unknown directive \"!kind animal\"\n"
		"a.tsv:2: \"x\" is too short or too long for a name\n"
		"a.tsv:3: unknown guard \"odd\"\n"
		"a.tsv:4: a line without a name\n"
		"a.tsv:5: broken UTF-8 or characters that nobody sees\n"
		"a.tsv:6: broken UTF-8 or characters that nobody sees\n"
		"a.tsv:7: broken UTF-8 or characters that nobody sees\n"
		"b.rules:1: at 4: missing closing parenthesis\n"
		"b.rules:2: unknown kind \"thing\"\n"
		"b.rules:3: a rule has four fields: name, kind, anchors, pattern\n");
	describe_run(x, NULL, "A Good Name and a good one for training.", &got);
	assert_string_equal(got.buf, "m Good Name=Good Name; m good one=good one");
	extractor_close(x);
	strbuf_release(&warnings);
	strbuf_release(&got);
	folder_remove(&f, files);
}

static void a_catastrophic_rule_is_switched_off(void **state)
{
	static const char *const files[] = {"slow.rules", NULL};
	struct strbuf warnings = STRBUF_INIT, got = STRBUF_INIT;
	struct extractor *x;
	struct folder f;

	(void)state;
	folder_make(&f);
	folder_put(&f, "slow.rules", "Slow\tmethod\t*\t(a+)+$\nFast\tmethod\tbee\tbee hive\n");
	assert_int_equal(extractor_open(&x, f.path, keep_warning, &warnings, NULL), 0);
	for (int i = 0; i < 3; i++) {
		describe_run(x, NULL,
			"training aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa! in a bee "
			"hive",
			&got);
		assert_string_equal(got.buf, "m Fast=bee hive");
	}
	assert_string_equal(warnings.buf,
		"slow.rules:1: the pattern takes too long and is not used any more\n");
	extractor_close(x);
	strbuf_release(&warnings);
	strbuf_release(&got);
	folder_remove(&f, files);
}

/* A text may have an anchor at every word; the other rules and lists go on as if it were not there. */
static void a_rule_is_tried_at_so_many_places(void **state)
{
	static const char *const files[] = {"many.rules", NULL};
	struct strbuf warnings = STRBUF_INIT, text = STRBUF_INIT;
	struct arena a = ARENA_INIT;
	struct tag_vec tags = {0};
	struct extractor *x;
	struct folder f;

	(void)state;
	folder_make(&f);
	folder_put(&f, "many.rules", "Bee\tmethod\tbee\tbee\nWasp\tmethod\t*\twasp\nHive\tmethod\thive\thive\n");
	assert_int_equal(extractor_open(&x, f.path, keep_warning, &warnings, NULL), 0);
	for (int i = 0; i < 2 * RULE_TRIES; i++)
		strbuf_addz(&text, "bee wasp ");
	strbuf_addz(&text, "hive");
	for (int i = 0; i < 2; i++) {
		tags.n = 0;
		extractor_run(x, NULL, text.buf, &a, &tags);
		assert_int_equal(tags.n, 3);
		assert_string_equal(tags.at[0].name, "Bee");
		assert_int_equal(tags.at[0].spots.n, RULE_TRIES);
		assert_int_equal(tags.at[1].spots.n, RULE_TRIES);
		assert_string_equal(tags.at[2].name, "Hive");
	}
	assert_string_equal(warnings.buf, "");
	extractor_close(x);
	strbuf_release(&warnings);
	strbuf_release(&text);
	arena_release(&a);
	folder_remove(&f, files);
}

static void the_edition_follows_every_edit(void **state)
{
	static const char *const files[] = {"mine.tsv", NULL};
	struct extractor *x;
	uint64_t one, two;
	struct folder f;

	(void)state;
	folder_make(&f);
	folder_put(&f, "mine.tsv", "Good Name\n");
	assert_int_equal(extractor_open(&x, f.path, NULL, NULL, NULL), 0);
	one = extractor_edition(x);
	extractor_close(x);
	folder_put(&f, "mine.tsv", "Good Names\n");
	assert_int_equal(extractor_open(&x, f.path, NULL, NULL, NULL), 0);
	two = extractor_edition(x);
	extractor_close(x);
	assert_true(one != two);
	assert_true(one != extractor_edition(shipped_extractor));
	folder_remove(&f, files);
}

static void each_tag_names_its_rule(void **state)
{
	struct arena a = ARENA_INIT;
	struct tag_vec tags = {0};

	(void)state;
	extractor_run(shipped_extractor, NULL,
		"We train BERT and ResNet-50 on the ZorkBench dataset.", &a, &tags);
	assert_int_equal(tags.n, 3);
	assert_int_equal(strncmp(tags.at[0].rule, "methods.tsv:", 12), 0);
	assert_int_equal(strncmp(tags.at[1].rule, "families.rules:", 15), 0);
	assert_int_equal(strncmp(tags.at[2].rule, "words.tsv:", 10), 0);
	arena_release(&a);
}

static void data_sets_are_proper_names(void **state)
{
	struct arena a = ARENA_INIT;
	struct tag_vec tags = {0};

	(void)state;
	extractor_run(shipped_extractor, "Learning from partially labeled datasets (PLDs)",
		"We train on partially labeled datasets (PLDs) and on PLDs.", &a, &tags);
	assert_int_equal(tags.n, 1);
	assert_int_equal(tags.at[0].kind, TAG_DATASET);
	assert_int_equal(tags.at[0].sort, TAG_NAME);
	arena_release(&a);
}

static void empty_texts_have_no_tags(void **state)
{
	struct arena a = ARENA_INIT;
	struct tag_vec tags = {0};

	(void)state;
	extractor_run(shipped_extractor, NULL, NULL, &a, &tags);
	extractor_run(shipped_extractor, "", "", &a, &tags);
	extractor_run(shipped_extractor, "(((", "))) ... ((x", &a, &tags);
	assert_int_equal(tags.n, 0);
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(golden_texts),
		cmocka_unit_test(spots_cover_their_surfaces_and_runs_repeat),
		cmocka_unit_test(names_that_were_learnt_change_nothing),
		cmocka_unit_test(hostile_texts_do_no_harm),
		cmocka_unit_test(own_lists_add_change_and_remove),
		cmocka_unit_test(own_names_of_several_words_take_any_case),
		cmocka_unit_test(order_of_lines_does_not_matter),
		cmocka_unit_test(order_of_lists_does_not_matter),
		cmocka_unit_test(bad_lines_are_named_and_passed_over),
		cmocka_unit_test(a_catastrophic_rule_is_switched_off),
		cmocka_unit_test(a_rule_is_tried_at_so_many_places),
		cmocka_unit_test(the_edition_follows_every_edit),
		cmocka_unit_test(each_tag_names_its_rule),
		cmocka_unit_test(data_sets_are_proper_names),
		cmocka_unit_test(empty_texts_have_no_tags),
	};

	return cmocka_run_group_tests(tests, open_shipped, close_shipped);
}
