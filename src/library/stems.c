#include "library/stems.h"

#include <stdlib.h>

#include "library/store.h"
#include "related/bag.h"

/*
 * How many stems a paper is found by: the heaviest of those that other papers have too, and a few that no
 * other has yet (names that it introduces, which later papers will take up).
 */
enum { KEY_STEMS = 24, OWN_STEMS = 8 };

/* A batch: the bags of all papers one after the other. */
struct stemming {
	struct library *lib;
	struct lexicon lexicon;
	struct bag bag, all;
	struct {
		VEC_OF(size_t);
	} starts; /* in all, of each change; and the end */
	struct {
		VEC_OF(double);
	} lengths;
	struct {
		VEC_OF(int64_t);
	} papers; /* with a stem, by its number: first the change, then how many there are */
	int64_t count; /* of papers in the library */
};

static void stemming_release(struct stemming *s)
{
	lexicon_release(&s->lexicon);
	bag_release(&s->bag);
	bag_release(&s->all);
	vec_release(&s->starts);
	vec_release(&s->lengths);
	vec_release(&s->papers);
}

static void read_change(struct stemming *s, const struct stems_change *c)
{
	bag_read(&s->bag, &s->lexicon, str_of(c->title), str_of(c->abstract));
	while (s->papers.n < s->lexicon.names.n)
		vec_push(&s->papers, 0);
	vec_push(&s->starts, s->all.n);
	vec_push(&s->lengths, s->bag.length);
	for (size_t i = 0; i < s->bag.n; i++) {
		vec_push(&s->all, s->bag.at[i]);
		s->papers.at[s->bag.at[i].stem] += c->add ? 1 : -1;
	}
}

static int count_stem(struct stemming *s, size_t stem, struct err *err)
{
	return sql_get_int(s->lib->db, &s->papers.at[stem], 0, err,
		"INSERT INTO stems (stem, papers) VALUES (?1, max(?2, 0)) "
		"ON CONFLICT (stem) DO UPDATE SET papers = max(papers + ?2, 0) RETURNING papers",
		"si", s->lexicon.names.at[stem], s->papers.at[stem]);
}

/* ---- the key stems ---- */

struct heavy {
	int64_t stem;
	double weight;
};

static int heaviest_first(const void *a, const void *b)
{
	const struct heavy *x = a, *y = b;

	if (x->weight != y->weight)
		return x->weight < y->weight ? 1 : -1;
	return (x->stem > y->stem) - (x->stem < y->stem);
}

/* The stems of one change, the heaviest first; room is for all of them. */
static size_t weigh(const struct stemming *s, size_t change, struct heavy *room)
{
	size_t from = s->starts.at[change], n = s->starts.at[change + 1] - from;

	for (size_t i = 0; i < n; i++) {
		const struct bag_entry *e = &s->all.at[from + i];

		room[i].stem = e->stem;
		room[i].weight = saturated(e->count, s->lengths.at[change]) *
			rarity(s->papers.at[e->stem], s->count);
	}
	if (n)
		qsort(room, n, sizeof *room, heaviest_first);
	return n;
}

static void key_stems(const struct stemming *s, const struct heavy *heavy, size_t n, struct strbuf *out)
{
	size_t shared = 0, own = 0;

	for (size_t i = 0; i < n && (shared < KEY_STEMS || own < OWN_STEMS); i++) {
		size_t *taken = s->papers.at[heavy[i].stem] > 1 ? &shared : &own;

		if (*taken == (taken == &shared ? KEY_STEMS : OWN_STEMS))
			continue;
		++*taken;
		strbuf_addstr(out, s->lexicon.names.at[heavy[i].stem]);
		strbuf_addch(out, ' ');
	}
}

static int write_change(struct stemming *s, const struct stems_change *c, size_t place, struct heavy *room,
	struct strbuf *keys, struct err *err)
{
	if (!c->add)
		return sql_run(s->lib->db, err, "DELETE FROM key_stems WHERE rowid = ?", "i", c->num);
	strbuf_reset(keys);
	key_stems(s, room, weigh(s, place, room), keys);
	return sql_run(s->lib->db, err, "INSERT INTO key_stems (rowid, stems) VALUES (?, ?)", "is", c->num,
		strbuf_str(keys));
}

static int write_all(struct stemming *s, const struct stems_change *changes, size_t n, struct err *err)
{
	struct strbuf keys = STRBUF_INIT;
	struct arena a = ARENA_INIT;
	struct heavy *room = arena_alloc(&a, (s->all.n + 1) * sizeof *room);
	int rc = 0;

	for (size_t i = 0; i < n && rc == 0; i++)
		rc = write_change(s, &changes[i], i, room, &keys, err);
	strbuf_release(&keys);
	arena_release(&a);
	return rc;
}

int stems_write(struct library *lib, const struct stems_change *changes, size_t n, struct err *err)
{
	struct stemming s = {.lib = lib, .lexicon = LEXICON_INIT};
	int rc = 0;

	s.count = library_count(lib);
	for (size_t i = 0; i < n; i++)
		read_change(&s, &changes[i]);
	vec_push(&s.starts, s.all.n);
	for (size_t i = 0; i < s.papers.n && rc == 0; i++)
		rc = count_stem(&s, i, err);
	if (rc == 0)
		rc = write_all(&s, changes, n, err);
	stemming_release(&s);
	return rc;
}

int stems_papers(struct library *lib, struct str stem, int64_t *papers, struct err *err)
{
	return sql_get_int(lib->db, papers, 0, err, "SELECT papers FROM stems WHERE stem = ?", "s", stem);
}
