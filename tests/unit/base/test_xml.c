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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_by_local_name_in_any_namespace),
		cmocka_unit_test(opens_no_entity_and_no_document_type),
		cmocka_unit_test(repairs_what_can_be_and_names_the_line_of_what_cannot),
		cmocka_unit_test(walks_html_in_document_order),
		cmocka_unit_test(passes_over_what_is_below),
		cmocka_unit_test(blank_lines_may_stand_in_front),
		cmocka_unit_test(tells_inline_markup_in_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
