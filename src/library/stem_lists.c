/* Reading what stems.c wrote. */
#include "library/stems.h"
#include "library/store.h"
#include "library/varint.h"

/* ---- the terms of a profile ---- */

static struct stem_term *slot_of(const struct stem_terms *t, int64_t stem)
{
	size_t i = (uint64_t)stem * 0x9E3779B97F4A7C15u >> 32 & (t->n - 1);

	while (t->slots[i].stem && t->slots[i].stem != stem)
		i = (i + 1) & (t->n - 1);
	return &t->slots[i];
}

static int look_up(struct library *lib, const struct profile *p, size_t term, struct stem_terms *t,
	struct err *err)
{
	struct stmt *q;
	int rc = sql_query(lib->db, &q, err, "SELECT stem, papers FROM stems WHERE name = ?", "s",
		profile_stem(p, term));

	if (rc == 0 && (rc = sql_step(q, err)) > 0) {
		t->stems[term] = sql_int(q, 0);
		t->papers[term] = sql_int(q, 1);
		*slot_of(t, t->stems[term]) = (struct stem_term){t->stems[term], (int32_t)term};
		rc = 0;
	}
	sql_done(q);
	return rc;
}

int stems_of_profile(struct library *lib, const struct profile *p, struct arena *a, struct stem_terms *t,
	struct err *err)
{
	int rc = 0;

	*t = (struct stem_terms){.n = 64};
	while (t->n < p->terms.n * 4)
		t->n *= 2;
	t->slots = arena_zalloc(a, t->n * sizeof *t->slots);
	t->stems = arena_zalloc(a, (p->terms.n + 1) * sizeof *t->stems);
	t->papers = arena_zalloc(a, (p->terms.n + 1) * sizeof *t->papers);
	for (size_t i = 0; i < p->terms.n && rc == 0; i++)
		rc = look_up(lib, p, i, t, err);
	return rc;
}

/* ---- a paper's words ---- */

static void decode_words(struct str blob, const struct stem_terms *t, struct profile_text *text)
{
	bool in_title = true;
	uint64_t stem;

	text->n = 0;
	while (varint_take(&blob, &stem)) {
		const struct stem_term *known = stem ? slot_of(t, (int64_t)stem) : NULL;

		if (!known) {
			text->title = text->n;
			in_title = false;
			continue;
		}
		vec_push(text, known->stem ? known->term : OTHER_TERM);
	}
	if (in_title)
		text->title = text->n;
}

int stems_text(struct library *lib, int64_t num, const struct stem_terms *t, struct profile_text *text,
	bool *found, struct err *err)
{
	struct stmt *q;
	int rc = sql_query(lib->db, &q, err, "SELECT words FROM paper_stems WHERE paper = ?", "i", num);

	*found = false;
	if (rc == 0 && (rc = sql_step(q, err)) > 0) {
		decode_words(sql_str(q, 0), t, text);
		*found = true;
		rc = 0;
	}
	sql_done(q);
	return rc;
}

/* ---- the papers of a stem ---- */

static void decode_nums(struct str blob, struct nums *nums)
{
	uint64_t days, sequence;
	int64_t day = 0, last = 0;

	while (varint_take(&blob, &days) && varint_take(&blob, &sequence)) {
		day += (int64_t)days;
		last = (int64_t)sequence + (days ? 0 : last);
		vec_push(nums, day * NUMS_A_DAY + last);
	}
}

int stems_papers(struct library *lib, int64_t stem, size_t most, struct nums *nums, struct err *err)
{
	size_t from = nums->n;
	struct stmt *q;
	int rc = sql_query(lib->db, &q, err,
		"SELECT papers FROM stem_papers WHERE stem = ? ORDER BY batch DESC", "i", stem);

	while (rc == 0 && nums->n - from < most && (rc = sql_step(q, err)) > 0) {
		decode_nums(sql_str(q, 0), nums);
		rc = 0;
	}
	sql_done(q);
	return rc;
}
