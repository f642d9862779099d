#include "../test.h"

#include "base/xml.h"

static struct xml *read_text(const char *text)
{
	struct err err = {""};
	struct xml *x = NULL;

	if (xml_read(&x, str_of(text), NULL, &err) < 0)
		fail_msg("%s", err.msg);
	return x;
}

static void finds_by_local_name_in_any_namespace(void **state)
{
	struct xml *x = read_text("<f xmlns='http://a' xmlns:o='http://b'><o:n>1</o:n><e><t>x &amp; y</t></e><e/></f>");
	const struct xml_node *root = xml_root(x), *e = xml_child(root, "e");
	struct strbuf text = STRBUF_INIT;

	(void)state;
	assert_string_equal(xml_space(xml_child(root, "n")), "http://b");
	xml_text(xml_child(e, "t"), NULL, &text);
	assert_string_equal(text.buf, "x & y");
	assert_non_null(xml_next(e, "e"));
	assert_null(xml_next(xml_next(e, "e"), "e"));
	assert_null(xml_child(root, "t"));
	strbuf_release(&text);
	xml_free(x);
}

static void opens_no_entity_and_no_document_type(void **state)
{
	struct err err = {""};
	struct xml *x = NULL;

	(void)state;
	assert_int_equal(xml_read(&x, STR_LIT("<!DOCTYPE f [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><f>&a;</f>"),
				 NULL, &err),
		ERR_FAILED);
	assert_null(x);
	assert_non_null(strstr(err.msg, "document type"));
}

static void repairs_what_can_be_and_names_the_line_of_what_cannot(void **state)
{
	struct err err = {""};
	struct xml *x = NULL;
	bool repaired;

	(void)state;
	assert_int_equal(xml_read(&x, STR_LIT("<f><t>a &nosuch; b</t></f>"), &repaired, &err), 0);
	assert_true(repaired);
	assert_int_equal(xml_flaw(x), 1);
	assert_non_null(xml_child(xml_root(x), "t"));
	xml_free(x);
	x = NULL;
	assert_int_equal(xml_read(&x, STR_LIT("Request Line is too large"), &repaired, &err), ERR_FAILED);
	assert_non_null(strstr(err.msg, "line 1"));
}

static void walks_html_in_document_order(void **state)
{
	struct strbuf names = STRBUF_INIT;
	const struct xml_node *n, *list;
	struct xml *x = NULL;

	(void)state;
	assert_int_equal(xml_read_html(&x,
				 STR_LIT("<dl id=articles><dt><a href =\"/abs/1\">1</a> tail</dt>"
					 "<dd class='x meta'><p>one<p>two</dl>"),
				 NULL),
		0);
	list = xml_find(xml_root(x), "dl", NULL);
	for (n = NULL; (n = xml_walk(list, n));)
		strbuf_addf(&names, "%s ", xml_name(n));
	assert_string_equal(names.buf, "dt a dd p p ");
	assert_string_equal(xml_attr(xml_find(list, "a", NULL), "href"), "/abs/1");
	assert_non_null(xml_find(list, NULL, "meta"));
	assert_null(xml_find(list, NULL, "met"));
	strbuf_release(&names);
	xml_free(x);
}

static void passes_over_what_is_below(void **state)
{
	struct xml *x = read_text("<a>\n<b><c/></b> t\n<d/></a>");
	const struct xml_node *root = xml_root(x), *b = xml_child(root, "b"), *d = xml_skip(root, b);

	(void)state;
	assert_true(xml_is(d, "d"));
	assert_null(xml_skip(root, d));
	assert_null(xml_skip(b, b));
	assert_int_equal(xml_line(root), 1);
	assert_int_equal(xml_line(d), 3);
	xml_free(x);
}

static void blank_lines_may_stand_in_front(void **state)
{
	struct xml *x = NULL;
	bool repaired;

	(void)state;
	assert_int_equal(xml_read(&x, STR_LIT("\n \n<?xml version='1.0'?>\n<a>\n<b/></a>"), &repaired, NULL), 0);
	assert_false(repaired);
	assert_int_equal(xml_line(xml_child(xml_root(x), "b")), 5);
	xml_free(x);
	assert_int_equal(xml_read(&x, STR_LIT("\n\n<a>\n<b></c>"), &repaired, NULL), 0);
	assert_true(repaired);
	assert_int_equal(xml_flaw(x), 4);
	xml_free(x);
}

/* A zero byte is no end: what stands behind it is read. In UTF-16 every second byte is one. */
static void a_zero_byte_is_a_blank(void **state)
{
	static const char wide[] = "\xFE\xFF\0<\0a\0>\0x\0<\0/\0a\0>";
	struct strbuf text = STRBUF_INIT;
	struct xml *x = NULL;
	bool repaired;

	(void)state;
	assert_int_equal(xml_read(&x, STR_LIT("<a><b>T \0 5</b><c/></a>\0\0"), &repaired, NULL), 0);
	assert_false(repaired);
	xml_text(xml_child(xml_root(x), "b"), NULL, &text);
	assert_string_equal(text.buf, "T   5");
	assert_non_null(xml_child(xml_root(x), "c"));
	xml_free(x);
	strbuf_reset(&text);
	assert_int_equal(xml_read(&x, (struct str){wide, sizeof wide - 1}, NULL, NULL), 0);
	xml_text(xml_root(x), NULL, &text);
	assert_string_equal(text.buf, "x");
	xml_free(x);
	strbuf_release(&text);
}

static void a_lone_mark_stands_for_itself(void **state)
{
	static const struct {
		const char *text, *want;
	} rows[] = {
		{"<a>R&D, a < b &eacute; &amp; &lt; &#233;&#xe9; &#; 1<2 <= <![CDATA[& <b> &x;]]><!-- & --> &</a>",
			"R&D, a < b &eacute; & < \xC3\xA9\xC3\xA9 &#; 1<2 <= & <b> &x; &"},
		{"<a>well-formed: &amp;eacute; <![CDATA[&]]></a>", "well-formed: &eacute; &"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct xml *x = read_text(rows[i].text);
		struct strbuf text = STRBUF_INIT;

		xml_text(xml_root(x), NULL, &text);
		assert_string_equal(text.buf, rows[i].want);
		strbuf_release(&text);
		xml_free(x);
	}
}

/* What is missing, and what is merely damaged. */
static void knows_what_was_cut_off(void **state)
{
	static const struct {
		const char *text;
		size_t children, ended;
		bool whole;
	} rows[] = {
		{"<f><e>a</e><e>b</e></f>", 2, 2, true},
		{"<f><e>a & b</e><e>b</e></f>", 2, 2, true},
		{"<f><e>a &nosuch; b</e><e>\x01</e></f>", 2, 2, true},
		{"<f><e>\xE9</e><e/></f>", 2, 2, true},
		{"<f><e>a</e><e>b", 2, 1, false},
		{"<f><e>a</e><e>b</e>", 2, 2, false},
		{"<f><e>a</e></f><f><e>b</e></f>", 1, 1, false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct xml *x = read_text(rows[i].text);
		size_t children = 0, ended = 0;

		for (const struct xml_node *n = xml_child(xml_root(x), "e"); n; n = xml_next(n, "e")) {
			children++;
			ended += xml_ended(n);
		}
		assert_int_equal(children, rows[i].children);
		assert_int_equal(ended, rows[i].ended);
		assert_int_equal(xml_whole(x), rows[i].whole);
		xml_free(x);
	}
}

static void knows_the_root_by_the_beginning(void **state)
{
	static const char *const good[] = {
		"<f>", "<f/>", "<f", " \n<f a='1'>", "\xEF\xBB\xBF<?xml version='1.0'?>\n<f>", "<x:f xmlns:x='y'>",
		"<?xml version='1.0'?><!-- <g> --><?s t='<g>'?>\n<!DOCTYPE f [<!ENTITY a '>'>]><p.q:f>",
		"<!DOCTYPE f PUBLIC \"x\"><f>",
	};
	static const char *const bad[] = {
		"", "f", "<", "<!-- <f>", "<g><f>", "<fa>", "<f:g>", "text <f>", "<!DOCTYPE f", "<?xml", "<!-- --",
		"</f>",
	};
	struct strbuf text = STRBUF_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		assert_true(xml_begins(str_of(good[i]), "e f"));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(xml_begins(str_of(bad[i]), "e f"));
	assert_true(xml_begins(STR_LIT("\xFF\xFE<\0x\0:\0f\0>\0"), "f"));
	assert_true(xml_begins(STR_LIT("\0<\0f\0>"), "f"));
	strbuf_addz(&text, "<?xml version='1.0'?>\n<!-- ");
	for (int i = 0; i < 5000; i++)
		strbuf_addz(&text, "x ");
	strbuf_addz(&text, "-->\n<f>");
	assert_true(xml_begins(strbuf_str(&text), "f"));
	strbuf_release(&text);
}

static void sink_text(void *data, struct str text)
{
	strbuf_addstr(data, text);
}

static bool sink_enter(void *data, const struct xml_node *child)
{
	strbuf_addf(data, "<%s>", xml_name(child));
	return !xml_is(child, "skip");
}

static void sink_leave(void *data, const struct xml_node *child)
{
	strbuf_addf(data, "</%s>", xml_name(child));
}

static void tells_inline_markup_in_order(void **state)
{
	struct xml *x = read_text("<a>1<b>2<c/></b><skip>no</skip>3<d><e>4</e></d></a>");
	struct strbuf out = STRBUF_INIT;
	const struct xml_sink sink = {sink_text, sink_enter, sink_leave, &out};

	(void)state;
	xml_each(xml_root(x), &sink);
	assert_string_equal(out.buf, "1<b>2<c></c></b><skip>3<d><e>4</e></d>");
	strbuf_release(&out);
	xml_free(x);
}

/* Comments go before libxml2 sees them: what is full of hyphens, or has no end, took it minutes a megabyte. */
static void comments_cost_nothing(void **state)
{
	struct strbuf text = STRBUF_INIT;
	bool repaired = true;
	struct err err = {""};
	struct xml *x;

	(void)state;
	strbuf_addz(&text, "<f><!--");
	for (int i = 0; i < 200000; i++)
		strbuf_addz(&text, " -- <!-- ");
	strbuf_addz(&text, "--><t>a<![CDATA[<!-- b -->]]></t></f>");
	assert_int_equal(xml_read(&x, strbuf_str(&text), &repaired, &err), 0);
	assert_false(repaired);
	xml_free(x);
	strbuf_reset(&text);
	strbuf_addz(&text, "<f><t>a</t>\n");
	for (int i = 0; i < 200000; i++)
		strbuf_addz(&text, "<!-- ");
	assert_int_equal(xml_read(&x, strbuf_str(&text), &repaired, &err), 0);
	assert_true(repaired);
	xml_free(x);
	strbuf_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_by_local_name_in_any_namespace),
		cmocka_unit_test(comments_cost_nothing),
		cmocka_unit_test(opens_no_entity_and_no_document_type),
		cmocka_unit_test(repairs_what_can_be_and_names_the_line_of_what_cannot),
		cmocka_unit_test(walks_html_in_document_order),
		cmocka_unit_test(passes_over_what_is_below),
		cmocka_unit_test(blank_lines_may_stand_in_front),
		cmocka_unit_test(a_zero_byte_is_a_blank),
		cmocka_unit_test(a_lone_mark_stands_for_itself),
		cmocka_unit_test(knows_what_was_cut_off),
		cmocka_unit_test(knows_the_root_by_the_beginning),
		cmocka_unit_test(tells_inline_markup_in_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
