/*
 * tex - the TeX that abstracts carry, as text that a person reads.
 *
 *	$O(\log T/\sqrt{T})$ -> O(log T/√T)    {\em x} -> x    \"{o} -> ö    83.3\% -> 83.3%
 *
 * Scripts are Unicode's own where every character has one (x², xᵢ, ℝᵈ), else x_max, L_{p,q},
 * n^(1/2). Fractions and roots get brackets where they need them: (a+b)/(2n), √(nT). A footnote
 * stands in parentheses, a citation as [key], a link as "text (address)". What a program escaped
 * once too often (\\%, \_{i}, model\'s) is read as it was meant. Money ("$5 and $10"), sets ("{1,
 * 2}"), paths, web addresses and markdown stay as they are.
 *
 * Never loses text: an unknown command keeps its arguments, and its name where it has none; braces
 * and dollar signs without a partner stay. Text without TeX comes out as it went in. Linear in the
 * length.
 */
#ifndef TEXT_TEX_H
#define TEXT_TEX_H

#include "base/strbuf.h"

/*
 * Adds the readable form of tex (clean: see text/clean.h) to out: at most 16 times as long, valid
 * UTF-8, with nothing that clean would take out.
 */
void tex_to_text(struct str tex, struct strbuf *out);

/* Whether there is anything in s that could be TeX; where there is nothing, tex_to_text leaves s as it is. */
bool tex_any(struct str s);

/* Adds text with what is special to TeX escaped (for BibTeX): tex_to_text gives it back. */
void tex_escape(struct str text, struct strbuf *out);

#endif
