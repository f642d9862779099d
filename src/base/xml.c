#include "base/xml.h"

#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <stdlib.h>

#include "base/mem.h"

/* struct xml_node is libxml2's own node under another name: casts here and nowhere else. */
struct xml {
	xmlDoc *doc;
	size_t flaw;
	bool rest; /* something stands behind the root element */
	size_t before; /* lines in front of the document */
};

enum {
	STRICT = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA | XML_PARSE_COMPACT |
		 XML_PARSE_BIG_LINES,
	LENIENT_HTML = HTML_PARSE_NONET | HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
		       HTML_PARSE_COMPACT,
};

static const xmlNode *raw(const struct xml_node *n)
{
	return (const xmlNode *)(const void *)n;
}

static const struct xml_node *cooked(const xmlNode *n)
{
	return (const struct xml_node *)(const void *)n;
}

static int keep(struct xml **x, xmlDoc *doc)
{
	*x = mem_zalloc(sizeof **x);
	(*x)->doc = doc;
	doc->_private = *x;
	return 0;
}

/* *flaw gets the line that is to blame. */
static int refuse(xmlParserCtxt *c, size_t *flaw, struct err *err)
{
	const xmlError *e = xmlCtxtGetLastError(c);
	struct str why = str_trim(str_of(e && e->message ? e->message : "not XML"));

	*flaw = e && e->line > 0 ? (size_t)e->line : 1;
	return err_set(err, ERR_FAILED, "line %zu: %.*s", *flaw, (int)why.n, why.p);
}

/* An element's end tag came: its node, whose field for applications nobody else uses, says so. */
static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *space)
{
	static char ended;
	xmlParserCtxt *c = context;

	if (c->node)
		c->node->_private = &ended;
	xmlSAX2EndElementNs(context, name, prefix, space);
}

static int read_xml(struct xml **x, struct str text, int flags, size_t *flaw, struct err *err)
{
	xmlParserCtxt *c = xmlNewParserCtxt();
	const xmlError *last;
	bool rest = false;
	xmlDoc *doc = NULL;
	int rc = 0;

	if (c) {
		if (flags & XML_PARSE_RECOVER)
			c->sax->endElementNs = on_end;
		doc = xmlCtxtReadMemory(c, text.p, (int)text.n, NULL, NULL, flags);
		last = xmlCtxtGetLastError(c);
		rest = last && last->code == XML_ERR_DOCUMENT_END;
	}
	if (!doc || !xmlDocGetRootElement(doc))
		rc = c ? refuse(c, flaw, err) : err_set(err, ERR_FAILED, "no memory for XML");
	else if (doc->intSubset || doc->extSubset)
		rc = err_set(err, ERR_FAILED, "line 1: a document type declaration is not read");
	xmlFreeParserCtxt(c);
	if (rc == 0) {
		rc = keep(x, doc);
		(*x)->rest = rest;
		return rc;
	}
	xmlFreeDoc(doc);
	return rc;
}

/* Two bytes a character: UTF-16, with its mark or without. */
static bool is_wide(struct str text)
{
	const char *p = text.p;

	return str_starts(text, "\xFF\xFE") || str_starts(text, "\xFE\xFF") ||
	       (text.n > 3 && p[0] == '<' && !p[1] && p[2] && !p[3]) ||
	       (text.n > 3 && !p[0] && p[1] == '<' && !p[2] && p[3]);
}

/* libxml2 takes a zero byte for the end of all: such a text is made anew with blanks in their place. */
static struct str without_zeros(struct str text, struct strbuf *own)
{
	if (!text.n || !memchr(text.p, 0, text.n) || is_wide(text))
		return text;
	strbuf_addstr(own, text);
	for (size_t i = 0; i < own->len; i++)
		if (!own->buf[i])
			own->buf[i] = ' ';
	return strbuf_str(own);
}

/* Where the next comment or section begins, or the end. */
static size_t next_literal(struct str text, size_t from)
{
	ptrdiff_t at = str_find(str_sub(text, from, text.n), "<!");

	return at < 0 ? text.n : from + (size_t)at;
}

static void add_lines_of(struct str text, struct strbuf *out)
{
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] == '\n')
			strbuf_addch(out, '\n');
}

/*
 * Comments say nothing here, and libxml2 takes time that grows with the square of one that is full of hyphens or has no
 * end: of them only the ends of lines stay. One that has no end takes all that follows. Sections stay as they are.
 */
static struct str without_comments(struct str text, struct strbuf *own)
{
	size_t i, end;

	if (str_find(text, "<!--") < 0)
		return text;
	for (i = 0; i < text.n; i = end) {
		struct str rest = str_sub(text, i, text.n);
		bool comment = str_starts(rest, "<!--"), literal = comment || str_starts(rest, "<![CDATA[");
		ptrdiff_t at = literal ? str_find(str_sub(rest, 4, rest.n), comment ? "-->" : "]]>") : -1;

		end = at >= 0 ? i + 4 + (size_t)at + 3 : literal ? text.n : next_literal(text, i + 1);
		if (comment)
			add_lines_of(str_sub(text, i, end), own);
		else
			strbuf_addstr(own, str_sub(text, i, end));
	}
	return strbuf_str(own);
}

/* Whether what stands behind a "&" makes it a reference that XML knows by itself. */
static bool is_reference(struct str s)
{
	static const char *const names[] = {"amp;", "lt;", "gt;", "quot;", "apos;"};
	size_t n = str_starts(s, "#x") ? 2 : 1, from = n;

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_starts(s, names[i]))
			return true;
	while (str_starts(s, "#") && n < s.n && ch_alnum(s.p[n]))
		n++;
	return n > from && n < s.n && s.p[n] == ';';
}

/* How long the section is that text begins with, whose marks are no markup; 0: there is none, or it has no end. */
static size_t section(struct str text, bool *open)
{
	ptrdiff_t at = !*open && str_starts(text, "<![CDATA[") ? str_find(text, "]]>") : -1;

	*open = *open || (at < 0 && str_starts(text, "<![CDATA[")); /* nor has another one behind it */
	return at < 0 ? 0 : (size_t)at + 3;
}

/* A "&" or "<" that can only be meant as itself ("R&D", "&eacute;", "a < b") becomes a reference. */
static void amend(struct str text, struct strbuf *out)
{
	bool open = false;

	for (size_t i = 0, n; i < text.n; i += n) {
		struct str rest = str_sub(text, i + 1, text.n);

		n = text.p[i] == '<' ? section(str_sub(text, i, text.n), &open) : 0;
		n = n ? n : 1;
		if (text.p[i] == '&' && !is_reference(rest))
			strbuf_addz(out, "&amp;");
		else if (text.p[i] == '<' && rest.n && (ch_space(rest.p[0]) || ch_digit(rest.p[0]) || rest.p[0] == '='))
			strbuf_addz(out, "&lt;");
		else
			strbuf_addstr(out, str_sub(text, i, i + n));
	}
}

/* Blank lines in front of the declaration, which programs that print pages leave there. Answers how many. */
static size_t skip_blank(struct str *text)
{
	size_t lines = 0, i;

	for (i = 0; i < text->n && ch_space(text->p[i]); i++)
		lines += text->p[i] == '\n';
	*text = str_sub(*text, i, text->n);
	return lines;
}

static int read_leniently(struct xml **x, struct str text)
{
	struct strbuf amended = STRBUF_INIT;
	size_t ignored;
	int rc;

	if (!is_wide(text))
		amend(text, &amended);
	rc = read_xml(x, amended.len ? strbuf_str(&amended) : text, STRICT | XML_PARSE_RECOVER, &ignored, NULL);
	strbuf_release(&amended);
	return rc;
}

static int read_either_way(struct xml **x, struct str text, struct err *err)
{
	size_t flaw = 0, before = skip_blank(&text);
	int rc;

	if (!text.n)
		return err_set(err, ERR_FAILED, "there is nothing in it");
	rc = read_xml(x, text, STRICT, &flaw, err);
	if (rc < 0 && read_leniently(x, text) < 0)
		return rc; /* the reason of the strict reading */
	(*x)->before = before;
	(*x)->flaw = rc < 0 ? before + flaw : 0;
	return 0;
}

int xml_read(struct xml **x, struct str text, bool *repaired, struct err *err)
{
	struct strbuf own = STRBUF_INIT, shorter = STRBUF_INIT;
	int rc = read_either_way(x, without_comments(without_zeros(text, &own), &shorter), err);

	if (repaired)
		*repaired = rc == 0 && (*x)->flaw;
	strbuf_release(&shorter);
	strbuf_release(&own);
	return rc;
}

int xml_read_html(struct xml **x, struct str text, struct err *err)
{
	xmlDoc *doc = htmlReadMemory(text.p ? text.p : "", (int)text.n, NULL, "UTF-8", LENIENT_HTML);

	if (doc && xmlDocGetRootElement(doc))
		return keep(x, doc);
	xmlFreeDoc(doc);
	return err_set(err, ERR_FAILED, "an empty page");
}

void xml_free(struct xml *x)
{
	if (!x)
		return;
	xmlFreeDoc(x->doc);
	free(x);
}

/* ---- its beginning ---- */

/* What stands behind the next z, or nothing. */
static struct str behind(struct str text, const char *z)
{
	ptrdiff_t at = str_find(text, z);

	return at < 0 ? str_sub(text, text.n, text.n) : str_sub(text, (size_t)at + strlen(z), text.n);
}

/* Behind a document type declaration, perhaps with declarations of its own in brackets. */
static struct str behind_type(struct str text)
{
	ptrdiff_t bracket = str_chr(text, '['), end = str_chr(text, '>');

	return behind(bracket >= 0 && bracket < end ? behind(text, "]") : text, ">");
}

/* From the root element's tag on. */
static struct str behind_prolog(struct str text)
{
	for (;;) {
		text = str_trim(text);
		if (str_starts(text, "<?"))
			text = behind(text, "?>");
		else if (str_starts(text, "<!--"))
			text = behind(str_sub(text, 4, text.n), "-->");
		else if (str_starts(text, "<!DOCTYPE"))
			text = behind_type(text);
		else
			return text;
	}
}

/* The root element's name without its prefix, or nothing. */
static struct str root_name(struct str text)
{
	struct str name;
	size_t n = 0;

	text = behind_prolog(text);
	if (!str_starts(text, "<"))
		return str_sub(text, 0, 0);
	while (n < text.n && !ch_space(text.p[n]) && (!n || !strchr("<>/", text.p[n])))
		n++;
	name = str_sub(text, 1, n);
	return str_chr(name, ':') >= 0 ? behind(name, ":") : name;
}

bool xml_begins(struct str text, const char *roots)
{
	struct strbuf narrow = STRBUF_INIT;
	struct str all = str_of(roots), root, name;
	bool found = false;

	if (str_starts(text, "\xEF\xBB\xBF"))
		text = str_sub(text, 3, text.n);
	if (is_wide(text)) {
		for (size_t i = 0; i < text.n; i++) /* names are ASCII here: their other bytes are zero */
			if (text.p[i] && (unsigned char)text.p[i] < 0x80)
				strbuf_addch(&narrow, text.p[i]);
		text = strbuf_str(&narrow);
	}
	name = root_name(text);
	while (!found && str_split(&all, ' ', &root))
		found = name.n && str_eq(name, root);
	strbuf_release(&narrow);
	return found;
}

const struct xml_node *xml_root(const struct xml *x)
{
	return cooked(xmlDocGetRootElement(x->doc));
}

size_t xml_flaw(const struct xml *x)
{
	return x->flaw;
}

bool xml_ended(const struct xml_node *n)
{
	const struct xml *x = raw(n)->doc->_private;

	return !x->flaw || raw(n)->_private;
}

bool xml_whole(const struct xml *x)
{
	return !x->flaw || (xml_ended(xml_root(x)) && !x->rest);
}

const char *xml_name(const struct xml_node *n)
{
	return (const char *)raw(n)->name;
}

const char *xml_space(const struct xml_node *n)
{
	return raw(n)->ns && raw(n)->ns->href ? (const char *)raw(n)->ns->href : "";
}

bool xml_is(const struct xml_node *n, const char *name)
{
	return !strcmp(xml_name(n), name);
}

static const struct xml_node *from(const xmlNode *n, const char *name)
{
	for (; n; n = n->next)
		if (n->type == XML_ELEMENT_NODE && (!name || xml_is(cooked(n), name)))
			return cooked(n);
	return NULL;
}

const struct xml_node *xml_child(const struct xml_node *n, const char *name)
{
	return n ? from(raw(n)->children, name) : NULL;
}

const struct xml_node *xml_next(const struct xml_node *n, const char *name)
{
	return from(raw(n)->next, name);
}

/* The next node of any type in document order below top. */
static const xmlNode *step(const xmlNode *top, const xmlNode *n, bool inside)
{
	if (inside && n->children)
		return n->children;
	while (n != top) {
		if (n->next)
			return n->next;
		n = n->parent;
	}
	return NULL;
}

const struct xml_node *xml_walk(const struct xml_node *top, const struct xml_node *n)
{
	const xmlNode *at = n ? raw(n) : raw(top);

	while ((at = step(raw(top), at, at->type == XML_ELEMENT_NODE)))
		if (at->type == XML_ELEMENT_NODE)
			return cooked(at);
	return NULL;
}

const struct xml_node *xml_skip(const struct xml_node *top, const struct xml_node *n)
{
	const xmlNode *at = step(raw(top), raw(n), false);

	while (at && at->type != XML_ELEMENT_NODE)
		at = step(raw(top), at, false);
	return at ? cooked(at) : NULL;
}

size_t xml_line(const struct xml_node *n)
{
	const struct xml *x = raw(n)->doc->_private;
	long line = xmlGetLineNo(raw(n));

	return x->before + (line > 0 ? (size_t)line : 1);
}

const struct xml_node *xml_find(const struct xml_node *top, const char *name, const char *class_word)
{
	const struct xml_node *n;

	for (n = NULL; top && (n = xml_walk(top, n));)
		if ((!name || xml_is(n, name)) && (!class_word || xml_has_class(n, class_word)))
			return n;
	return NULL;
}

const char *xml_attr(const struct xml_node *n, const char *name)
{
	for (const xmlAttr *a = raw(n)->properties; a; a = a->next)
		if (!strcmp((const char *)a->name, name))
			return a->children && a->children->content ? (const char *)a->children->content : "";
	return "";
}

bool xml_has_class(const struct xml_node *n, const char *word)
{
	struct str classes = str_of(xml_attr(n, "class")), one;

	while (str_split(&classes, ' ', &one))
		if (str_eqz(one, word))
			return true;
	return false;
}

static bool is_text(const xmlNode *n)
{
	return (n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE) && n->content;
}

void xml_text(const struct xml_node *n, bool (*skip)(const struct xml_node *), struct strbuf *out)
{
	const xmlNode *at = n ? raw(n) : NULL;
	bool inside = true;

	while (at && (at = step(raw(n), at, inside))) {
		if (is_text(at))
			strbuf_addz(out, (const char *)at->content);
		inside = at->type == XML_ELEMENT_NODE && !(skip && skip(cooked(at)));
	}
}

/* Tells one node; true where its children come next. */
static bool tell(const struct xml_sink *sink, const xmlNode *n)
{
	if (is_text(n))
		sink->text(sink->data, str_of((const char *)n->content));
	return n->type == XML_ELEMENT_NODE && sink->enter(sink->data, cooked(n));
}

void xml_each(const struct xml_node *n, const struct xml_sink *sink)
{
	const xmlNode *top = raw(n), *at = top->children;

	while (at) {
		if (tell(sink, at)) {
			if (at->children) {
				at = at->children;
				continue;
			}
			sink->leave(sink->data, cooked(at));
		}
		while (at != top && !at->next) {
			at = at->parent;
			if (at != top)
				sink->leave(sink->data, cooked(at));
		}
		at = at == top ? NULL : at->next;
	}
}
