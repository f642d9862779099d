/*
 * What the tests of the library share: a library in a folder of its own, and papers to put in.
 */
#ifndef TESTS_UNIT_LIBRARY_FIXTURE_H
#define TESTS_UNIT_LIBRARY_FIXTURE_H

#include "../test.h"

#include <unistd.h>

#include "base/strbuf.h"
#include "library/library.h"
#include "library/marks.h"
#include "paper/paper_id.h"

struct fixture {
	char folder[64], path[96];
	struct library *lib;
	struct arena a;
	struct tally tally; /* of the last put */
	struct err err;
};

#define assert_ok(f, call) \
	do { \
		if ((call) < 0) \
			fail_msg("%s: %s", #call, (f)->err.msg); \
	} while (0)

static inline int fixture_up(void **state)
{
	struct fixture *f = calloc(1, sizeof *f);

	snprintf(f->folder, sizeof f->folder, "/tmp/carrel-test-XXXXXX");
	assert_non_null(mkdtemp(f->folder));
	snprintf(f->path, sizeof f->path, "%s/library.db", f->folder);
	assert_ok(f, library_open(&f->lib, f->path, &f->err));
	*state = f;
	return 0;
}

static inline int fixture_down(void **state)
{
	static const char *const names[] = {"library.db", "library.db-wal", "library.db-shm",
		"library.db-journal", "copy.db", "copy.db-wal", "copy.db-shm", "other.db"};
	struct fixture *f = *state;
	char path[128];

	library_close(f->lib);
	arena_release(&f->a);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		snprintf(path, sizeof path, "%s/%s", f->folder, names[i]);
		unlink(path);
	}
	rmdir(f->folder);
	free(f);
	return 0;
}

static inline void fixture_reopen(struct fixture *f)
{
	library_close(f->lib);
	assert_ok(f, library_open(&f->lib, f->path, &f->err));
}

/* A paper with the usual fields. authors: "A B, C D". */
static inline struct paper a_paper(struct fixture *f, const char *id, const char *title,
	const char *authors, const char *date)
{
	struct paper p = {.id = id, .title = title, .title_tex = title, .date = date};
	struct str rest = str_of(authors), name;

	while (authors && str_split(&rest, ',', &name))
		vec_push_in(&f->a, &p.authors, arena_str(&f->a, str_trim(name)));
	if (!id)
		p.id = paper_id_key(str_of(title), p.authors.n ? p.authors.at[0] : NULL, &f->a);
	return p;
}

static inline void with_abstract(struct paper *p, const char *text)
{
	p->abstract = p->abstract_tex = text;
}

static inline void with_category(struct fixture *f, struct paper *p, const char *category)
{
	vec_push_in(&f->a, &p->categories, category);
}

static inline struct tag *with_tag(struct fixture *f, struct paper *p, enum tag_kind kind, const char *name,
	enum tag_field field, uint32_t at)
{
	struct tag t = {.kind = kind, .name = name, .rule = "test.tsv:1"};

	vec_push_in(&f->a, &t.spots, (struct tag_spot){field, at, (uint32_t)strlen(name)});
	vec_push_in(&f->a, &p->tags, t);
	return &p->tags.at[p->tags.n - 1];
}

static inline struct link *with_code(struct fixture *f, struct paper *p, const char *url, const char *repo)
{
	vec_push_in(&f->a, &p->links,
		(struct link){.url = url, .host = "github.com", .repo = repo, .kind = LINK_CODE, .stars = -1});
	return &p->links.at[p->links.n - 1];
}

/* Puts papers; what became of them is in f->tally. */
static inline void put(struct fixture *f, struct paper *papers, size_t n)
{
	f->tally = (struct tally){0};
	assert_ok(f, library_put(f->lib, papers, n, "test.txt", &f->tally, &f->err));
}

static inline void put_one(struct fixture *f, struct paper p)
{
	put(f, &p, 1);
}

static inline int64_t num_of(struct fixture *f, const char *word)
{
	int64_t num = 0;

	assert_ok(f, library_find(f->lib, word, &num, &f->err));
	return num;
}

static inline struct paper get(struct fixture *f, const char *word)
{
	struct paper p;

	assert_ok(f, library_get(f->lib, num_of(f, word), PART_ALL, &f->a, &p, &f->err));
	return p;
}

/* One number out of the database. */
static inline int64_t ask(struct fixture *f, const char *query)
{
	int64_t n;

	assert_ok(f, sql_get_int(library_db(f->lib), &n, -1, &f->err, query, ""));
	return n;
}

static inline int64_t hits(struct fixture *f, const char *match)
{
	int64_t n;

	assert_ok(f, sql_get_int(library_db(f->lib), &n, -1, &f->err,
			     "SELECT count(*) FROM search WHERE search MATCH ?", "z", match));
	return n;
}

#endif
