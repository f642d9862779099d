/*
 * xml - XML and HTML documents as trees of elements, read by libxml2, behind one door.
 *
 * Nothing is loaded from outside and no entity of a document's own is expanded; a document type declaration in XML is
 * refused (formats: billion laughs, file: entities). Names are compared without their namespace prefix. Text comes as
 * it stands, not cleaned: it may hold C1 controls and bidirectional overrides.
 */
#ifndef BASE_XML_H
#define BASE_XML_H

#include "base/err.h"
#include "base/strbuf.h"

struct xml;      /* a document */
struct xml_node; /* an element in it; lives as long as the document */

/* Fails with the line and the parser's reason. Text is not kept. XML that is not well-formed is tried again leniently,
 * and *repaired (may be NULL) says so: a "&" that begins no reference stands for itself then. Zero bytes are taken for
 * blanks. */
int xml_read(struct xml **x, struct str text, bool *repaired, struct err *err);

/* HTML is read as browsers do: it never fails but where there is nothing. Taken as UTF-8. */
int xml_read_html(struct xml **x, struct str text, struct err *err);

void xml_free(struct xml *x); /* NULL is allowed */

/*
 * Whether the beginning of a text is XML whose root element has, behind any prefix, one of these names, which blanks
 * separate. It is looked for behind the declaration, comments and whatever else may stand in front of it.
 */
bool xml_begins(struct str text, const char *roots);

const struct xml_node *xml_root(const struct xml *x);

/* The line on which XML stops being well-formed; 0: nowhere, and always for HTML. */
size_t xml_flaw(const struct xml *x);

/*
 * Of XML that is not well-formed: whether the element's end tag came, and whether the root's did and nothing stands
 * behind it; then no element is missing, whatever the flaw did to a text. Always true without a flaw.
 */
bool xml_ended(const struct xml_node *n);
bool xml_whole(const struct xml *x);

/* The element's name without its prefix; the URI of its namespace or "". */
const char *xml_name(const struct xml_node *n);
const char *xml_space(const struct xml_node *n);
bool xml_is(const struct xml_node *n, const char *name);

/* First child element of that name (NULL: any), and the next sibling of that name; NULL where there is none. */
const struct xml_node *xml_child(const struct xml_node *n, const char *name);
const struct xml_node *xml_next(const struct xml_node *n, const char *name);

/*
 * The next element in document order below top, after n (NULL: the first); NULL at the end. A walk over
 * everything without recursion: for (n = NULL; (n = xml_walk(top, n));)
 */
const struct xml_node *xml_walk(const struct xml_node *top, const struct xml_node *n);

/* The same, but what is below n is passed over. */
const struct xml_node *xml_skip(const struct xml_node *top, const struct xml_node *n);

/* The line on which the element begins, from 1. */
size_t xml_line(const struct xml_node *n);

/* First element below top with that name and that word in its class attribute; either may be NULL. */
const struct xml_node *xml_find(const struct xml_node *top, const char *name, const char *class_word);

/* An attribute's value ("" where it is missing); adds to nothing. Good until the document is freed. */
const char *xml_attr(const struct xml_node *n, const char *name);
bool xml_has_class(const struct xml_node *n, const char *word);

/*
 * Adds all text of the element and what is below it. Elements for which skip answers true are left out (skip may be
 * NULL).
 */
void xml_text(const struct xml_node *n, bool (*skip)(const struct xml_node *), struct strbuf *out);

/*
 * Tells the content of an element piece by piece, in order: its text, and where each element below begins and ends;
 * enter answering false passes over an element and what is in it. For text with inline markup.
 */
struct xml_sink {
	void (*text)(void *data, struct str text);
	bool (*enter)(void *data, const struct xml_node *child);
	void (*leave)(void *data, const struct xml_node *child);
	void *data;
};
void xml_each(const struct xml_node *n, const struct xml_sink *sink);

#endif
