#include "exchange/arxiv_page.h"

#include <string.h>

#include "base/clock.h"
#include "exchange/categories.h"
#include "exchange/field.h"
#include "exchange/page_text.h"
#include "paper/paper_id.h"

enum { LONGEST_CODE = 24, LONGEST_DAY = 17 }; /* "astro-ph.CO", "13 September 2026" */

/* ---- names ---- */

struct names {
	struct arena *a;
	struct strs *authors;
	size_t before;         /* authors that were there */
	struct strbuf between; /* text since the last name */
	bool cut, rest;        /* "et al."; the rest is there, folded away */
};

/* A name is a link to what its bearer wrote; others open the rest of the list, or are URLs in an affiliation. */
static bool is_name(const struct xml_node *n)
{
	const char *href = xml_attr(n, "href");

	return xml_is(n, "a") && *href && *href != '#' && !str_case_starts(str_of(href), "javascript:")
	       && !page_class_like(n, "link-external");
}

/* "et al. (25 additional authors not shown)" */
static void end_between(struct names *names)
{
	struct str s = strbuf_str(&names->between);

	names->cut |= str_find(s, "et al") >= 0 || str_find(s, "et. al") >= 0;
}

/* Of "The XYZ Collaboration" only the last two words are the link. */
static void add_name(struct names *names, const struct xml_node *link)
{
	struct str before = str_trim(strbuf_str(&names->between));
	bool the = str_case_eq(before, STR_LIT("the")) || str_ends(before, ", The") || str_ends(before, ", the");
	struct strbuf name = STRBUF_INIT;

	if (the)
		strbuf_addf(&name, "%.*s ", STR_ARG(str_sub(before, before.n - strlen("The"), before.n)));
	xml_text(link, NULL, &name);
	field_author(strbuf_str(&name), names->a, names->authors);
	end_between(names);
	strbuf_reset(&names->between);
	strbuf_release(&name);
}

static void names_text(void *data, struct str text)
{
	struct names *names = data;

	strbuf_addstr(&names->between, text);
}

static bool names_enter(void *data, const struct xml_node *n)
{
	struct names *names = data;

	names->rest |= !strcmp(xml_attr(n, "id"), "long-author-list");
	if (is_name(n))
		add_name(names, n);
	return !is_name(n) && !page_hides(n);
}

static void names_leave(void *data, const struct xml_node *n)
{
	(void)data;
	(void)n;
}

bool arxiv_page_authors(const struct xml_node *n, struct arena *a, struct strs *authors)
{
	struct names names = {a, authors, authors->n, STRBUF_INIT, false, false};
	const struct xml_sink sink = {names_text, names_enter, names_leave, &names};

	xml_each(n, &sink);
	end_between(&names);
	if (authors->n == names.before) /* an old page, without links */
		names.cut = field_authors(strbuf_str(&names.between), a, authors);
	strbuf_release(&names.between);
	return names.cut && !names.rest;
}

/* ---- subjects, ids, days ---- */

void arxiv_page_subjects(const struct xml_node *n, struct arena *a, struct strs *categories)
{
	struct strbuf text = STRBUF_INIT;
	struct str rest, before;

	if (n)
		page_text(n, &text);
	rest = strbuf_str(&text);
	while (str_split(&rest, '(', &before) && rest.n) {
		struct str code = str_sub(rest, 0, LONGEST_CODE + 1);
		ptrdiff_t end = str_chr(code, ')');

		if (end > 0)
			category_add(str_sub(code, 0, (size_t)end), a, categories);
	}
	strbuf_release(&text);
}

const char *arxiv_page_id(const char *href, struct arena *a, int *version)
{
	static const char *const forms[] = {"/abs/", "/pdf/", "/html/", "/format/", "/ps/"};
	const char *id;

	*version = 0;
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		const char *at = strstr(href, forms[i]);
		const char *clean = at ? field_line(str_of(at + strlen(forms[i])), a) : NULL;

		id = clean ? paper_id_read(str_of(clean), a, version) : NULL;
		if (id && paper_id_arxiv(id))
			return id;
	}
	return NULL;
}

/* "2026 …", or "24": the headings of new listings had two digits until 2024. 0: no year. */
static int year_at(struct str s)
{
	size_t n = 0;

	while (n < s.n && ch_digit(s.p[n]))
		n++;
	return field_year(str_sub(s, 0, n));
}

/* Whether "13 Aug 2026" begins at s: day, month name, year. */
static const char *day_at(struct str s, struct arena *a)
{
	struct str day, month, rest = s;
	int year;

	if (!str_split(&rest, ' ', &day) || !str_split(&rest, ' ', &month))
		return NULL;
	year = year_at(rest);
	if (day.n < 1 || day.n > 2 || field_number(day) < 1 || field_number(day) > 31 || !date_month(month) || !year)
		return NULL;
	return arena_printf(a, "%04d-%02d-%02d", year, date_month(month), field_number(day));
}

const char *arxiv_page_day(const char *text, struct arena *a)
{
	struct str s = str_of(text);
	const char *day = NULL;

	for (size_t i = 0; i < s.n && !day; i++)
		if (ch_digit(s.p[i]) && !(i && ch_alnum(s.p[i - 1])))
			day = day_at(str_sub(s, i, i + LONGEST_DAY), a);
	return day;
}
