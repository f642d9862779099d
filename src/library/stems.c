/* Writing: the papers of a batch, stem by stem. stem_lists.c reads. */
#include "library/stems.h"

#include <stdlib.h>

#include "library/store.h"
#include "library/varint.h"
#include "related/bag.h"

/*
 * How many stems a paper is listed under: the heaviest of those that other papers have too, and a few that no
 * other has yet (names that it introduces, which later papers will take up).
 */
enum { KEY_STEMS = 24, OWN_STEMS = 8 };

/* What the batch knows of a stem of its lexicon. */
struct known_stem {
	struct str name;
	int64_t stem, papers; /* in the library; stem 0: not known yet */
	int64_t change;       /* of papers */
	size_t listed;        /* how many papers of the batch are listed under it */
	size_t at;            /* where they end among the sorted listings */
};

struct listing {
	int32_t stem; /* of the lexicon */
	int64_t num;
};

/* How much of entries and words is one change's. */
struct part {
	size_t words, title, entries;
	double length;
};

struct stemming {
	struct library *lib;
	int64_t papers, batch; /* of the library */
	struct lexicon lexicon;
	struct bag bag; /* of one paper */
	struct {
		VEC_OF(struct known_stem);
	} known;
	struct {
		VEC_OF(struct bag_entry);
	} entries; /* of all papers, one after the other */
	struct {
		VEC_OF(int32_t);
	} words;
	struct {
		VEC_OF(struct listing);
	} listings; /* by number of the paper */
	struct arena arena;
};

static void stemming_release(struct stemming *s)
{
	lexicon_release(&s->lexicon);
	bag_release(&s->bag);
	vec_release(&s->known);
	vec_release(&s->entries);
	vec_release(&s->words);
	vec_release(&s->listings);
	arena_release(&s->arena);
}

static void read_change(struct stemming *s, const struct stems_change *c, struct part *part)
{
	bag_read(&s->bag, &s->lexicon, str_of(c->title), str_of(c->abstract));
	while (s->known.n < s->lexicon.names.n)
		vec_push(&s->known, (struct known_stem){0});
	for (size_t i = 0; i < s->bag.n; i++) {
		vec_push(&s->entries, s->bag.at[i]);
		s->known.at[s->bag.at[i].stem].change += c->add ? 1 : -1;
	}
	for (size_t i = 0; i < s->bag.words.n; i++)
		vec_push(&s->words, s->bag.words.at[i]);
	*part = (struct part){s->bag.words.n, s->bag.title, s->bag.n, s->bag.length};
}

/* ---- numbers and counts ---- */

static int by_name(const void *a, const void *b)
{
	return str_cmp((*(struct known_stem *const *)a)->name, (*(struct known_stem *const *)b)->name);
}

static int read_stem(struct stemming *s, struct known_stem *k, struct err *err)
{
	struct stmt *q;
	int rc = sql_query(s->lib->db, &q, err, "SELECT stem, papers FROM stems WHERE name = ?", "s", k->name);

	if (rc == 0 && (rc = sql_step(q, err)) > 0) {
		k->stem = sql_int(q, 0);
		k->papers = sql_int(q, 1);
		rc = 0;
	}
	k->papers = k->papers + k->change > 0 ? k->papers + k->change : 0;
	sql_done(q);
	return rc;
}

static int write_stem(struct stemming *s, const struct known_stem *k, struct err *err)
{
	if (!k->change)
		return 0;
	return sql_run(s->lib->db, err,
		"INSERT INTO stems (name, stem, papers) VALUES (?, ?, ?) "
		"ON CONFLICT (name) DO UPDATE SET papers = excluded.papers",
		"sii", k->name, k->stem, k->papers);
}

/* New ones are numbered in the order in which the papers have them, so that the common ones are low. */
static int number_stems(struct stemming *s, struct err *err)
{
	int64_t before, last;
	int rc = sql_get_int(s->lib->db, &before, 0, err, "SELECT value FROM state WHERE name = 'stems'", "");

	last = before;
	for (size_t i = 0; i < s->known.n; i++)
		if (!s->known.at[i].stem)
			s->known.at[i].stem = ++last;
	return rc == 0 ? store_count_add(s->lib, "stems", last - before, err) : rc;
}

/* Read and written in the order in which they lie in the file: each page is looked at once. */
static int count_stems(struct stemming *s, struct err *err)
{
	struct known_stem **order = arena_alloc(&s->arena, (s->known.n + 1) * sizeof *order);
	int rc = 0;

	for (size_t i = 0; i < s->known.n; i++) {
		order[i] = &s->known.at[i];
		order[i]->name = s->lexicon.names.at[i];
	}
	if (s->known.n)
		qsort(order, s->known.n, sizeof *order, by_name);
	for (size_t i = 0; i < s->known.n && rc == 0; i++)
		rc = read_stem(s, order[i], err);
	if (rc == 0)
		rc = number_stems(s, err);
	for (size_t i = 0; i < s->known.n && rc == 0; i++)
		rc = write_stem(s, order[i], err);
	return rc;
}

/* ---- the heaviest stems of a paper ---- */

struct heavy {
	int32_t stem;
	double weight;
};

static int heaviest_first(const void *a, const void *b)
{
	const struct heavy *x = a, *y = b;

	if (x->weight != y->weight)
		return x->weight < y->weight ? 1 : -1;
	return (x->stem > y->stem) - (x->stem < y->stem);
}

static void weigh(const struct stemming *s, const struct part *part, const struct bag_entry *entries,
	struct heavy *heavy)
{
	for (size_t i = 0; i < part->entries; i++) {
		heavy[i].stem = entries[i].stem;
		heavy[i].weight = saturated(entries[i].count, part->length) *
			rarity(s->known.at[entries[i].stem].papers, s->papers);
	}
	if (part->entries)
		qsort(heavy, part->entries, sizeof *heavy, heaviest_first);
}

static void list(struct stemming *s, const struct part *part, const struct bag_entry *entries, int64_t num)
{
	struct heavy *heavy = arena_alloc(&s->arena, (part->entries + 1) * sizeof *heavy);
	size_t shared = 0, own = 0;

	weigh(s, part, entries, heavy);
	for (size_t i = 0; i < part->entries && (shared < KEY_STEMS || own < OWN_STEMS); i++) {
		bool is_own = s->known.at[heavy[i].stem].papers <= 1;

		if (is_own ? own == OWN_STEMS : shared == KEY_STEMS)
			continue;
		++*(is_own ? &own : &shared);
		s->known.at[heavy[i].stem].listed++;
		vec_push(&s->listings, (struct listing){heavy[i].stem, num});
	}
	arena_reset(&s->arena);
}

/* ---- a paper's words ---- */

static void encode_words(const struct stemming *s, const struct part *part, const int32_t *words,
	struct strbuf *out)
{
	for (size_t i = 0; i < part->words; i++) {
		if (i == part->title)
			varint_add(out, 0);
		varint_add(out, (uint64_t)s->known.at[words[i]].stem);
	}
}

static int write_words(struct stemming *s, const struct part *part, const int32_t *words, int64_t num,
	struct err *err)
{
	struct strbuf blob = STRBUF_INIT;
	int rc;

	encode_words(s, part, words, &blob);
	rc = sql_run(s->lib->db, err, "INSERT OR REPLACE INTO paper_stems (paper, words) VALUES (?, ?)", "ib",
		num, strbuf_str(&blob));
	strbuf_release(&blob);
	return rc;
}

static int write_papers(struct stemming *s, const struct stems_change *changes, const struct part *parts,
	size_t n, struct err *err)
{
	const struct bag_entry *entries = s->entries.at;
	const int32_t *words = s->words.at;
	int rc = 0;

	for (size_t i = 0; i < n && rc == 0; i++) {
		if (changes[i].add) {
			list(s, &parts[i], entries, changes[i].num);
			rc = write_words(s, &parts[i], words, changes[i].num, err);
		} else {
			rc = sql_run(s->lib->db, err, "DELETE FROM paper_stems WHERE paper = ?", "i",
				changes[i].num);
		}
		entries += parts[i].entries;
		words += parts[i].words;
	}
	return rc;
}

/* ---- the lists ---- */

/* The listings in order of their stems, those of one stem in the order in which they were. */
static int64_t *sort_listings(struct stemming *s, struct arena *a)
{
	int64_t *nums = arena_alloc(a, (s->listings.n + 1) * sizeof *nums);
	size_t at = 0;

	for (size_t i = 0; i < s->known.n; i++) {
		s->known.at[i].at = at;
		at += s->known.at[i].listed;
	}
	for (size_t i = 0; i < s->listings.n; i++)
		nums[s->known.at[s->listings.at[i].stem].at++] = s->listings.at[i].num;
	return nums;
}

/* Row numbers are days and sequences: steps of days are small, and so are sequences. nums ascend. */
static void encode_nums(const int64_t *nums, size_t n, struct strbuf *out)
{
	const int64_t sequence = NUMS_A_DAY - 1;
	int64_t before = 0;

	for (size_t i = 0; i < n; i++) {
		int64_t days = (nums[i] >> NUM_SEQUENCE_BITS) - (before >> NUM_SEQUENCE_BITS);

		varint_add(out, (uint64_t)days);
		varint_add(out, (uint64_t)((nums[i] & sequence) - (days ? 0 : before & sequence)));
		before = nums[i];
	}
}

static int by_number(const void *a, const void *b)
{
	const struct known_stem *x = *(struct known_stem *const *)a, *y = *(struct known_stem *const *)b;

	return (x->stem > y->stem) - (x->stem < y->stem);
}

static int write_list(struct stemming *s, const struct known_stem *k, const int64_t *nums, struct strbuf *blob,
	struct err *err)
{
	strbuf_reset(blob);
	encode_nums(nums + k->at - k->listed, k->listed, blob);
	return sql_run(s->lib->db, err, "INSERT INTO stem_papers (stem, batch, papers) VALUES (?, ?, ?)", "iib",
		k->stem, s->batch, strbuf_str(blob));
}

static int write_lists(struct stemming *s, struct err *err)
{
	const int64_t *nums = sort_listings(s, &s->arena);
	struct known_stem **order = arena_alloc(&s->arena, (s->known.n + 1) * sizeof *order);
	struct strbuf blob = STRBUF_INIT;
	size_t n = 0;
	int rc = 0;

	for (size_t i = 0; i < s->known.n; i++)
		if (s->known.at[i].listed)
			order[n++] = &s->known.at[i];
	if (n)
		qsort(order, n, sizeof *order, by_number);
	for (size_t i = 0; i < n && rc == 0; i++)
		rc = write_list(s, order[i], nums, &blob, err);
	strbuf_release(&blob);
	return rc;
}

static int new_batch(struct stemming *s, struct err *err)
{
	int rc = store_count_add(s->lib, "batches", 1, err);

	return rc < 0 ? rc
		      : sql_get_int(s->lib->db, &s->batch, 0, err,
				"SELECT value FROM state WHERE name = 'batches'", "");
}

static int write_all(struct stemming *s, const struct stems_change *changes, const struct part *parts,
	size_t n, struct err *err)
{
	int rc = new_batch(s, err);

	if (rc == 0)
		rc = count_stems(s, err);
	if (rc == 0)
		rc = write_papers(s, changes, parts, n, err);
	return rc == 0 ? write_lists(s, err) : rc;
}

int stems_write(struct library *lib, const struct stems_change *changes, size_t n, struct err *err)
{
	struct stemming s = {.lib = lib, .papers = library_count(lib), .lexicon = LEXICON_INIT};
	struct arena a = ARENA_INIT;
	struct part *parts = arena_alloc(&a, (n + 1) * sizeof *parts);
	int rc = 0;

	for (size_t i = 0; i < n; i++)
		read_change(&s, &changes[i], &parts[i]);
	if (n)
		rc = write_all(&s, changes, parts, n, err);
	stemming_release(&s);
	arena_release(&a);
	return rc;
}
