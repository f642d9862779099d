#include "base/xml.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <stdlib.h>

#include "base/mem.h"

/* struct xml_node is libxml2's own node under another name: casts here and nowhere else. */
struct xml {
	xmlDoc *doc;
	size_t flaw;
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

static int read_xml(struct xml **x, struct str text, int flags, size_t *flaw, struct err *err)
{
	xmlParserCtxt *c = xmlNewParserCtxt();
	xmlDoc *doc = c ? xmlCtxtReadMemory(c, text.p, (int)text.n, NULL, NULL, flags) : NULL;
	int rc = 0;

	if (!doc || !xmlDocGetRootElement(doc))
		rc = c ? refuse(c, flaw, err) : err_set(err, ERR_FAILED, "no memory for XML");
	else if (doc->intSubset || doc->extSubset)
		rc = err_set(err, ERR_FAILED, "line 1: a document type declaration is not read");
	xmlFreeParserCtxt(c);
	if (rc == 0)
		return keep(x, doc);
	xmlFreeDoc(doc);
	return rc;
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

int xml_read(struct xml **x, struct str text, bool *repaired, struct err *err)
{
	size_t flaw = 0, ignored, before = skip_blank(&text);
	int rc = read_xml(x, text, STRICT, &flaw, err);

	if (repaired)
		*repaired = false;
	if (rc == 0) {
		(*x)->before = before;
		return 0;
	}
	if (read_xml(x, text, STRICT | XML_PARSE_RECOVER, &ignored, NULL) < 0)
		return rc; /* the reason of the strict reading */
	(*x)->before = before;
	(*x)->flaw = before + flaw;
	if (repaired)
		*repaired = true;
	return 0;
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

const struct xml_node *xml_root(const struct xml *x)
{
	return cooked(xmlDocGetRootElement(x->doc));
}

size_t xml_flaw(const struct xml *x)
{
	return x->flaw;
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
