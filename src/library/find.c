/* What a word names: the contract's "Ids". */
#include <inttypes.h>

#include "library/store.h"
#include "paper/paper_id.h"

enum { PREFIX_LEAST = 6, PREFIX_SHOWN = 4, PREFIX_READ = 64 };

int find_id(struct library *lib, const char *id, int64_t *num, bool *found, struct err *err)
{
	struct stmt *q;
	int rc = sql_query(lib->db, &q, err, "SELECT paper FROM ids WHERE id = ?", "z", id);

	*found = false;
	if (rc == 0 && (rc = sql_step(q, err)) > 0) {
		*num = sql_int(q, 0);
		*found = true;
		rc = 0;
	}
	sql_done(q);
	return rc;
}

/* "#12": a line of the last listing. */
static int find_listed(struct library *lib, const char *word, int64_t *num, struct err *err)
{
	struct str rest, id = {NULL, 0};
	char *end, *name;
	unsigned long n = strtoul(word + 1, &end, 10);
	struct arena a = ARENA_INIT;
	bool found = false;
	struct stmt *q;
	int rc;

	if (!ch_digit(word[1]) || *end || !n)
		return err_set(err, ERR_NOT_FOUND, "no paper \"%s\": after # goes a number from 1", word);
	rc = sql_query(lib->db, &q, err, "SELECT value FROM state WHERE name = 'listing'", "");
	if (rc == 0 && (rc = sql_step(q, err)) > 0) {
		rest = sql_str(q, 0);
		while (n && str_split(&rest, '\n', &id))
			n--;
		rc = 0;
	}
	name = n ? NULL : arena_str(&a, id);
	sql_done(q);
	if (rc == 0 && name && *name)
		rc = find_id(lib, name, num, &found, err);
	if (rc == 0 && !found)
		rc = err_set(err, ERR_NOT_FOUND, "no paper %s: the last listing was shorter", word);
	arena_release(&a);
	return rc;
}

/* How many papers have an id that starts with the word (of the first PREFIX_READ ids), and "a, b, c …". */
static int count_prefix(struct library *lib, const char *prefix, int64_t *num, struct strbuf *shown,
	struct err *err)
{
	struct strbuf end = STRBUF_INIT;
	struct stmt *q;
	int rc, n = 0;

	strbuf_addz(&end, prefix);
	strbuf_addrune(&end, 0x10FFFF);
	rc = sql_query(lib->db, &q, err,
		"SELECT paper, min(id) FROM (SELECT paper, id FROM ids WHERE id >= ? AND id < ? ORDER BY id LIMIT ?) "
		"GROUP BY paper ORDER BY 2",
		"zsi", prefix, strbuf_str(&end), (int64_t)PREFIX_READ);
	while (rc == 0 && (rc = sql_step(q, err)) > 0) {
		*num = sql_int(q, 0);
		if (n < PREFIX_SHOWN)
			strbuf_addf(shown, "%s%s", n ? ", " : "", sql_text(q, 1));
		n++;
		rc = 0;
	}
	sql_done(q);
	strbuf_release(&end);
	if (n > PREFIX_SHOWN)
		strbuf_addz(shown, " …");
	return rc < 0 ? rc : n;
}

/* The bare arXiv id may be what is cut short: "2210.05" is a prefix of "arxiv:2210.05177". */
static int find_prefix(struct library *lib, const char *word, int64_t *num, struct err *err)
{
	static const char *const schemes[] = {"", "arxiv:", "doi:"};
	struct strbuf prefix = STRBUF_INIT, shown = STRBUF_INIT;
	int n = 0;

	for (size_t i = 0; i < sizeof schemes / sizeof *schemes && n == 0; i++) {
		strbuf_reset(&prefix);
		strbuf_addz(&prefix, schemes[i]);
		strbuf_addz(&prefix, word);
		n = count_prefix(lib, prefix.buf, num, &shown, err);
	}
	if (n == 0)
		n = err_set(err, ERR_NOT_FOUND, "no paper \"%s\"", word);
	else if (n > 1)
		n = err_set(err, ERR_NOT_FOUND, "\"%s\" may be %s", word, shown.buf);
	strbuf_release(&prefix);
	strbuf_release(&shown);
	return n < 0 ? n : 0;
}

int library_find(struct library *lib, const char *word, int64_t *num, struct err *err)
{
	struct str text = str_trim(str_of(word));
	struct arena a = ARENA_INIT;
	bool found = false;
	const char *id;
	int rc = 0;

	word = arena_str(&a, text);
	if (*word == '#') {
		rc = find_listed(lib, word, num, err);
		goto out;
	}
	id = paper_id_read(text, &a, NULL);
	rc = find_id(lib, id ? id : word, num, &found, err);
	if (rc < 0 || found)
		goto out;
	if (text.n >= PREFIX_LEAST)
		rc = find_prefix(lib, word, num, err);
	else
		rc = err_set(err, ERR_NOT_FOUND, "no paper \"%s\" (a beginning of an id has at least %d letters)",
			word, PREFIX_LEAST);
out:
	arena_release(&a);
	return rc;
}
