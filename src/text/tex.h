/*
 * tex - the TeX that abstracts carry, as text that a person reads.
 *
 *	$O(\log T/\sqrt{T})$ -> O(log T/√T)    {\em x} -> x    \"{o} -> ö    83.3\% -> 83.3%
 *
 * Never loses text: what is not known keeps its words, unbalanced braces included. Text without
 * TeX comes out as it went in.
 */
#ifndef TEXT_TEX_H
#define TEXT_TEX_H

#include "base/strbuf.h"

/* Adds the readable form of tex (clean: see text/clean.h) to out. */
void tex_to_text(struct str tex, struct strbuf *out);

/* Adds text with the characters that are special to TeX escaped (for BibTeX). */
void tex_escape(struct str text, struct strbuf *out);

#endif
