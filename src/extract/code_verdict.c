#include "extract/code_verdict.h"

#include "base/clock.h"
#include "base/strbuf.h"
#include "extract/placeholder.h"
#include "extract/readme.h"

enum { DAY = 24 * 3600, DATE = 10, NAMES_MOST = 4 };

/* ---- files that are no code ---- */

/* Beginnings of names, in small letters, of files that every repository may have and that say nothing. */
static const char *const formal[] = {"readme", "license", "licence", "copying", "notice", "authors", "contributors",
	"contributing", "code_of_conduct", "security", "citation", "changelog", "codeowners", ".git", ".github/",
	".editorconfig", ".ds_store", ".nojekyll", "cname", "funding"};

/* Endings of what is looked at and read, not run. */
static const char *const shown[] = {".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".bmp", ".pdf", ".mp4", ".mov",
	".webm", ".avi", ".md", ".bib", ".html", ".css", ".pptx", ".docx", ".tex", ".ico"};

static const char *const shown_folders[] = {"asset/", "assets/", "css/", "doc/", "docs/", "fig/", "figs/",
	"figure/", "figures/", "font/", "fonts/", "gif/", "gifs/", "image/", "images/", "img/", "imgs/", "media/",
	"paper/",
	"papers/", "pic/", "pics/", "picture/", "pictures/", "poster/", "readme_assets/", "slides/", "static/",
	"teaser/",
	"video/", "videos/"};

#define EACH(i, list) for (size_t i = 0; i < sizeof(list) / sizeof *(list); i++)

static bool case_ends(struct str s, const char *end)
{
	size_t n = strlen(end);

	return s.n >= n && str_case_eq(str_sub(s, s.n - n, s.n), str_of(end));
}

static bool is_formal(struct str file)
{
	EACH(i, formal)
		if (str_case_starts(file, formal[i]))
			return !str_starts(file, ".git") || !str_eqz(file, ".gitmodules");
	return false;
}

static bool is_shown(struct str file)
{
	EACH(i, shown)
		if (case_ends(file, shown[i]))
			return true;
	EACH(i, shown_folders)
		if (str_case_eq(file, str_of(shown_folders[i])))
			return true;
	return false;
}

/* How many files are more than formal, and of those how many are no pictures, texts or pages. */
static void count_files(const struct strs *files, size_t *more, size_t *code)
{
	*more = *code = 0;
	for (size_t i = 0; i < files->n; i++) {
		struct str file = str_of(files->at[i]);

		*more += !is_formal(file);
		*code += !is_formal(file) && !is_shown(file);
	}
}

/* Languages that a page of a project is made of; any other is that of its code. */
static bool code_language(const char *language)
{
	static const char *const pages[] = {"HTML", "CSS", "SCSS", "JavaScript", "TeX", "Markdown"};

	EACH(i, pages)
		if (language && !strcmp(language, pages[i]))
			return false;
	return language;
}

/* ---- the verdict ---- */

static const char *only_files(const struct strs *files, struct arena *a)
{
	struct strbuf names = STRBUF_INIT;
	const char *reason;

	if (!files->n)
		return "no files";
	if (files->n > NAMES_MOST)
		return "only README, licence and the like";
	for (size_t i = 0; i < files->n; i++)
		strbuf_addf(&names, "%s%s", !i ? "" : i + 1 < files->n ? ", " : " and ", files->at[i]);
	reason = arena_printf(a, "only %s", names.buf);
	strbuf_release(&names);
	return reason;
}

static void judge_content(struct code_page *now, struct arena *a)
{
	size_t more, code;
	const char *words;

	count_files(&now->files, &more, &code);
	words = code || (!now->files_known && code_language(now->language)) || !now->readme ? NULL :
		placeholder_words(str_of(now->readme), now->files_known, a);
	if (words) {
		now->verdict = VERDICT_PLACEHOLDER;
		now->reason = arena_printf(a, "its README says: \"%s\"", words);
	} else if (now->files_known && !more) {
		now->verdict = VERDICT_EMPTY;
		now->reason = only_files(&now->files, a);
	} else if (now->archived) {
		now->verdict = VERDICT_ARCHIVED;
		now->reason = "its owner has archived it: it can be read, nothing is added";
	} else if (now->moved_to) {
		now->verdict = VERDICT_MOVED;
		now->reason = arena_printf(a, "it is now %s", now->moved_to);
	} else {
		now->verdict = VERDICT_LIVE;
		now->reason = NULL;
	}
}

/* Seconds since 1970 of "2026-11-20T10:00:00Z"; 0 where it is none. */
static int64_t seconds_of(const char *iso)
{
	int year, month, day;
	struct str s = str_of(iso);
	int64_t t;

	if (!iso || !date_parse(s, &year, &month, &day) || !day)
		return 0;
	t = date_days(year, month, day) * DAY;
	if (s.n < 19 || s.p[10] != 'T')
		return t;
	return t + ((s.p[11] - '0') * 10 + s.p[12] - '0') * 3600 + ((s.p[14] - '0') * 10 + s.p[15] - '0') * 60 +
	       (s.p[17] - '0') * 10 + s.p[18] - '0';
}

static void judge_missing(const struct code_page *before, struct code_page *now, int64_t now_s, struct arena *a)
{
	struct code_page kept = before ? *before : (struct code_page)CODE_PAGE_INIT;
	const char *said = now->reason ? now->reason : "no such page";
	char date[CLOCK_TEXT];

	clock_iso(now_s, date);
	kept.host = now->host;
	kept.repo = now->repo;
	kept.checked = now->checked;
	kept.there = false;
	if (!kept.missing)
		kept.missing = arena_strdup(a, date);
	if (now_s - seconds_of(kept.missing) >= DAY || kept.verdict == VERDICT_GONE) {
		kept.verdict = VERDICT_GONE;
		kept.reason = arena_printf(a, "%s on %.*s and again on %.*s", said, DATE, kept.missing, DATE, date);
	} else {
		kept.reason = arena_printf(a, "%s on %.*s; gone, where that is so a day later", said, DATE, date);
	}
	*now = kept;
}

void code_verdict(const struct code_page *before, struct code_page *now, int64_t now_s, struct arena *a)
{
	char date[CLOCK_TEXT];

	now->checked = arena_strdup(a, clock_iso(now_s, date));
	if (!now->there) {
		judge_missing(before, now, now_s, a);
		return;
	}
	now->missing = NULL;
	judge_content(now, a);
}
