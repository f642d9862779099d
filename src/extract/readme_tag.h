/*
 * readme_tag - HTML in a README: tags, entities and text, written to the page.
 *
 * A reader of tags, not of documents: what does not close or nest is taken as it comes.
 */
#ifndef EXTRACT_README_TAG_H
#define EXTRACT_README_TAG_H

#include "extract/readme_out.h"

/*
 * Bytes of the tag or comment at the beginning of s, written to o; 0 where there is none. *budget limits what is looked
 * at in vain over all calls for one text.
 */
size_t readme_tag(struct str s, struct readme_out *o, size_t *budget);

/* Bytes of the entity at the beginning of s ("&amp;", "&#8217;"), its rune in *rune; 0: none that is known. */
size_t readme_entity(struct str s, unsigned *rune);

/* A whole text of HTML. */
void readme_html(struct str s, struct readme_out *o);

#endif
