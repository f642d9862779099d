#include "exchange/page_text.h"

#include <string.h>

#include "exchange/field.h"

bool page_class_like(const struct xml_node *n, const char *beginning)
{
	struct str classes = str_of(xml_attr(n, "class")), one;

	while (str_split(&classes, ' ', &one))
		if (str_starts(one, beginning))
			return true;
	return false;
}

static bool is_drawing(const struct xml_node *n)
{
	return page_class_like(n, "MathJax") || page_class_like(n, "MJX_") || page_class_like(n, "mjx-")
	       || xml_is(n, "mjx-container");
}

static bool is_formula(const struct xml_node *n)
{
	return n && xml_is(n, "script") && str_starts(str_of(xml_attr(n, "type")), "math/tex");
}

bool page_hides(const struct xml_node *n)
{
	static const char *const names[] = {"script", "style", "noscript", "button", "svg"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (xml_is(n, names[i]))
			return true;
	return xml_has_class(n, "descriptor");
}

/* <script type="math/tex">x^2</script> */
static void add_formula(const struct xml_node *script, struct strbuf *out)
{
	strbuf_addch(out, '$');
	xml_text(script, NULL, out);
	strbuf_addch(out, '$');
}

/*
 * Behind a drawing stands what it was drawn from. Where that was not saved, and with MathJax 3, the drawing holds the
 * formula for those who hear the page.
 */
static void add_drawing(const struct xml_node *n, struct strbuf *out)
{
	const struct xml_node *spoken = is_formula(xml_next(n, NULL)) ? NULL : xml_find(n, "math", NULL);

	if (spoken)
		xml_text(spoken, NULL, out);
}

/* arXiv writes "this https URL" for URLs in a text. */
static bool add_url(const struct xml_node *link, struct strbuf *out)
{
	struct strbuf text = STRBUF_INIT;
	bool stands_for;

	xml_text(link, NULL, &text);
	strbuf_trim(&text);
	stands_for = str_starts(strbuf_str(&text), "this http") && str_ends(strbuf_str(&text), " URL");
	if (stands_for)
		strbuf_addz(out, xml_attr(link, "href"));
	strbuf_release(&text);
	return stands_for;
}

/* What a browser begins on a new line, or in a cell of its own. */
static bool is_block(const struct xml_node *n)
{
	static const char blocks[] = "br p div li dt dd tr td th h1 h2 h3 h4 h5 h6 ul ol dl table section "
				     "blockquote pre";
	struct str rest = STR_LIT(blocks), name;

	while (str_split(&rest, ' ', &name))
		if (str_eqz(name, xml_name(n)))
			return true;
	return false;
}

static void on_text(void *data, struct str text)
{
	strbuf_addstr(data, text);
}

static bool on_enter(void *data, const struct xml_node *n)
{
	struct strbuf *out = data;

	if (is_formula(n)) {
		add_formula(n, out);
		return false;
	}
	if (is_drawing(n)) {
		add_drawing(n, out);
		return false;
	}
	if (is_block(n))
		strbuf_addch(out, ' ');
	return !page_hides(n) && !(xml_is(n, "a") && add_url(n, out));
}

static void on_leave(void *data, const struct xml_node *n)
{
	struct strbuf *out = data;

	if (is_block(n))
		strbuf_addch(out, ' ');
}

void page_text(const struct xml_node *n, struct strbuf *out)
{
	const struct xml_sink sink = {on_text, on_enter, on_leave, out};

	xml_each(n, &sink);
}

const char *page_line(const struct xml_node *n, struct arena *a)
{
	struct strbuf text = STRBUF_INIT;
	const char *line = NULL;

	if (n) {
		page_text(n, &text);
		line = field_line(strbuf_str(&text), a);
	}
	strbuf_release(&text);
	return line;
}

const char *page_line_of_html(struct str html, struct arena *a)
{
	const char *line = NULL;
	struct xml *x;

	if (xml_read_html(&x, html, NULL) == 0) {
		line = page_line(xml_root(x), a);
		xml_free(x);
	}
	return line;
}
