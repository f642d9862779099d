#include "app/ingest.h"

#include <inttypes.h>
#include <poll.h>
#include <string.h>

#include "app/source.h"
#include "library/learnt.h"
#include "library/marks.h"
#include "text/clean.h"

/* A transaction: so many papers, or so much text, whichever comes first. */
enum { BATCH_PAPERS = 5000, BATCH_TEXT = 16 << 20 };

/* Papers from the network come while the reader is at work: short transactions, and moments for the others' between. */
enum { FETCHED_AT_ONCE = 5, PAUSE_MS = 3 };

/* Names to look up at the end of an import. */
enum { NAMES_AT_ONCE = 200 };

/* MiB: an import writes all over the file, and what does not fit is written and read again and again. */
enum { BULK_CACHE = 64 };

/* What a file that Carrel wrote tells of the reader's marks on a paper of the batch. */
struct told_marks {
	size_t paper; /* its place in the batch */
	struct marks marks;
};

struct run {
	struct library *lib;
	struct extractor *x;
	const char *source; /* as the library keeps it */
	const char *name;   /* as messages say it */
	const struct ingest_watch *watch;
	struct source *input; /* NULL: a text at hand */
	struct batch batch;
	struct {
		VEC_OF(struct told_marks);
	} marks; /* in the arena of the batch */
	size_t text;  /* bytes of text in the batch, roughly */
	size_t lines; /* of the pieces before this one */
	struct strbuf file; /* what the input is known by; "": it is read at one go */
	uint64_t place;     /* whole pieces were read up to here; 0: none, or all */
	struct ingest result;
	struct err *err; /* why a callback stopped the reader */
};

static bool told_to_stop(const struct run *r)
{
	return r->watch && r->watch->stop && r->watch->stop(r->watch->data);
}

static int put_note(struct library *lib, int64_t num, const char *text, struct err *err)
{
	struct strbuf note = STRBUF_INIT;
	int rc;

	clean_text(str_of(text), &note);
	strbuf_trim(&note);
	rc = marks_note(lib, num, note.buf, err);
	strbuf_release(&note);
	return rc;
}

/* A name that no tag or list may have is passed over. */
static int put_marks(struct library *lib, int64_t num, const struct marks *m, struct err *err)
{
	int rc = 0;

	for (size_t i = 0; rc >= 0 && i < m->tags.n; i++)
		if (marks_name_ok(m->tags.at[i], NULL) == 0)
			rc = marks_tag(lib, num, m->tags.at[i], true, err);
	for (size_t i = 0; rc >= 0 && i < m->lists.n; i++)
		if (marks_name_ok(m->lists.at[i], NULL) == 0)
			rc = lists_add(lib, m->lists.at[i], num, 0, err);
	if (rc >= 0 && m->state != STATE_NONE)
		rc = marks_state(lib, num, m->state, err);
	if (rc >= 0 && m->starred)
		rc = marks_star(lib, num, true, err);
	if (rc >= 0)
		rc = marks_unread(lib, num, m->unread, err);
	if (rc >= 0 && !m->unread && m->seen_version)
		rc = marks_seen_version(lib, num, m->seen_version, err);
	if (rc >= 0 && m->note)
		rc = put_note(lib, num, m->note, err);
	return rc < 0 ? rc : 0;
}

/* Marks come back with papers that are new here; those of a paper that is known are the reader's own, and stay. */
static void forget_marks_of_known(struct run *r)
{
	size_t kept = 0;
	int64_t num;

	for (size_t i = 0; i < r->marks.n; i++)
		if (library_find(r->lib, r->batch.at[r->marks.at[i].paper].id, &num, NULL) == ERR_NOT_FOUND)
			r->marks.at[kept++] = r->marks.at[i];
	r->marks.n = kept;
}

static int write_marks(struct run *r)
{
	char what[128];
	int64_t num;
	int rc;

	if (!r->marks.n)
		return 0;
	snprintf(what, sizeof what, "import %.100s", r->source);
	rc = marks_begin(r->lib, what, r->err);
	if (rc < 0)
		return rc;
	for (size_t i = 0; rc == 0 && i < r->marks.n; i++) {
		rc = library_find(r->lib, r->batch.at[r->marks.at[i].paper].id, &num, r->err);
		if (rc == 0)
			rc = put_marks(r->lib, num, &r->marks.at[i].marks, r->err);
	}
	if (rc < 0) {
		marks_cancel(r->lib);
		return rc;
	}
	return marks_end(r->lib, r->err);
}

static int write_batch(struct run *r, struct tally *tally)
{
	int rc = 0;

	library_tagged_by(r->lib, r->x ? extractor_edition(r->x) : 0);
	if (r->batch.n) {
		forget_marks_of_known(r);
		rc = library_put(r->lib, r->batch.at, r->batch.n, r->source, tally, r->err);
	}
	if (rc == 0)
		rc = write_marks(r);
	if (rc == 0 && r->file.len)
		rc = library_set_place(r->lib, r->file.buf, (int64_t)r->place, (int64_t)r->lines + 1, r->err);
	return rc;
}

/* Saves what is in hand, with the place that was reached: both or none. */
static int flush(struct run *r)
{
	struct tally tally = r->result.tally;
	int rc = library_begin(r->lib, r->err);

	if (rc == 0)
		rc = library_end(r->lib, write_batch(r, &tally), r->err);
	if (rc < 0)
		return rc;
	r->result.tally = tally;
	batch_reset(&r->batch);
	memset(&r->marks, 0, sizeof r->marks);
	r->text = 0;
	if (r->watch && r->watch->progress)
		r->watch->progress(r->watch->data, &r->result.tally, r->input ? source_read_bytes(r->input) : 0,
			r->input ? source_size(r->input) : 0);
	return 0;
}

/* Told before the paper is. */
static int on_marks(void *data, const struct marks *m)
{
	struct run *r = data;
	bool any = m->tags.n || m->lists.n || m->state != STATE_NONE || m->starred || !m->unread || m->note;

	if (any)
		vec_push_in(&r->batch.arena, &r->marks, (struct told_marks){r->batch.n - 1, *m});
	return 0;
}

static bool is_full(const struct run *r)
{
	return r->batch.n >= BATCH_PAPERS || r->text >= BATCH_TEXT;
}

static int on_paper(void *data, struct batch *batch)
{
	struct run *r = data;
	struct paper *p = &batch->at[batch->n - 1];

	ingest_paper(p, r->x, &batch->arena);
	r->text += p->abstract ? strlen(p->abstract) : 0;
	if (told_to_stop(r))
		return err_set(r->err, ERR_INTERRUPTED, "interrupted");
	return is_full(r) && !r->file.len ? flush(r) : 0;
}

static int on_bad(void *data, size_t line, const char *why)
{
	struct run *r = data;
	struct err message;

	r->result.bad++;
	/* An error, since that is safe to show whatever the file's name is. */
	err_set(&message, ERR_PARTLY, "%s:%zu: %s", r->name, r->lines + line, why);
	if (r->watch && r->watch->bad)
		r->watch->bad(r->watch->data, message.msg);
	return told_to_stop(r) ? err_set(r->err, ERR_INTERRUPTED, "interrupted") : 0;
}

static int read_text(struct run *r, const struct format *format, struct str text)
{
	const struct intake in = {.paper = on_paper, .bad = on_bad, .marks = on_marks, .data = r,
		.batch = &r->batch};
	int rc = format->read(text, &in, r->err);

	if (rc == ERR_FAILED)
		err_prefix(r->err, "%s", r->name);
	return rc;
}

/* Goes on where an import that was interrupted stopped. */
static int find_place(struct run *r)
{
	int64_t bytes, line;
	struct err message;
	int rc;

	if (!source_identity(r->input, &r->file, r->err))
		return 0;
	rc = library_place(r->lib, r->file.buf, &bytes, &line, r->err);
	if (rc < 0 || !source_go_on(r->input, (uint64_t)bytes, (size_t)line))
		return rc;
	r->place = (uint64_t)bytes;
	r->lines = (size_t)line - 1;
	r->result.resumed = r->lines;
	err_set(&message, 0, "%s: goes on at line %" PRId64 " (%d %%), where an import of it stopped", r->name, line,
		(int)(100 * r->place / source_size(r->input)));
	if (r->watch && r->watch->resumed)
		r->watch->resumed(r->watch->data, message.msg);
	return 0;
}

/* The piece is done: from here the next import would go on. */
static int note_place(struct run *r)
{
	size_t line;

	r->place = source_used(r->input, &line);
	r->lines = line - 1;
	return is_full(r) ? flush(r) : 0;
}

/*
 * Piece after piece, each ending at the end of a line. Saved is at the end of a piece, so that the place is one of the
 * file; a pipe has none, and is saved whenever enough is in hand.
 */
static int read_pieces(struct run *r, const struct format *format)
{
	struct source_piece piece;
	int rc = find_place(r);

	while (rc == 0 && (rc = source_piece(r->input, &piece, r->err)) > 0) {
		r->lines = piece.line - 1;
		rc = piece.too_long ? on_bad(r, 1, "the line is too long") : read_text(r, format, piece.text);
		if (rc == 0)
			rc = note_place(r);
	}
	if (rc == 0)
		r->place = 0;
	return rc;
}

/* What the end of a run means for the exit code. */
static int outcome(struct run *r, int rc)
{
	if (rc < 0) {
		bool some = r->result.tally.added + r->result.tally.changed + r->result.tally.joined > 0;

		return rc == ERR_FAILED && some ? ERR_PARTLY : rc;
	}
	if (!r->result.bad)
		return 0;
	if (!tally_all(&r->result.tally))
		return err_set(r->err, ERR_FAILED, "%s: no record could be read", r->name);
	return err_set(r->err, ERR_PARTLY, "%s: %zu %s could not be read, the others are saved", r->name,
		r->result.bad, r->result.bad == 1 ? "record" : "records");
}

/*
 * Names that a few new papers introduce are looked up at once: it takes less than they did. After many,
 * tagging again (app/retag.h) does it.
 */
static int look_names_up(struct run *r)
{
	int64_t names = 0;
	int rc = r->x ? learnt_pending(r->lib, &names, r->err) : 0;

	return rc == 0 && names && names <= NAMES_AT_ONCE ? learnt_look(r->lib, NAMES_AT_ONCE, r->err) : rc;
}

static int finish(struct run *r, int rc, struct ingest *result)
{
	if (rc == 0 || rc == ERR_INTERRUPTED) {
		int saved = flush(r);

		rc = saved < 0 ? saved : rc;
	}
	if (rc == ERR_INTERRUPTED && r->place && r->file.len)
		err_set(r->err, rc, "interrupted; the next import of it goes on at line %zu", r->lines + 1);
	if (rc == 0)
		rc = look_names_up(r);
	rc = outcome(r, rc);
	batch_release(&r->batch);
	strbuf_release(&r->file);
	result->resumed += r->result.resumed;
	result->tally.added += r->result.tally.added;
	result->tally.changed += r->result.tally.changed;
	result->tally.same += r->result.tally.same;
	result->tally.joined += r->result.tally.joined;
	result->bad += r->result.bad;
	return rc;
}

/* What the library keeps as the source: the file's name without its folders, clean as every text from outside. */
static const char *source_name(const char *path, struct strbuf *out)
{
	const char *slash = strrchr(path, '/');

	clean_line(str_of(strcmp(path, "-") ? slash ? slash + 1 : path : "stdin"), out);
	return out->buf;
}

static int unknown_format(const char *path, struct err *err)
{
	struct strbuf known = STRBUF_INIT;
	int rc;

	for (size_t i = 0; formats[i]; i++)
		if (formats[i]->sniff)
			strbuf_addf(&known, "%s%s", known.len ? ", " : "", formats[i]->name);
	rc = err_set(err, ERR_FAILED, "%s: not a format that is known (%s); import -f names it", path, known.buf);
	strbuf_release(&known);
	return rc;
}

/* How a compressed file begins, and what takes it apart: the snapshot comes as a .zip. NULL: it is none. */
static const char *unpacker(struct str head)
{
	static const struct {
		const char *begins, *program;
	} kinds[] = {
		{"\x1f\x8b", "gzip -dc"}, {"PK\x03\x04", "unzip -p"}, {"BZh", "bzip2 -dc"},
		{"\xFD" "7zXZ", "xz -dc"}, {"\x28\xB5\x2F\xFD", "zstd -dc"},
	};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (str_starts(head, kinds[i].begins))
			return kinds[i].program;
	return NULL;
}

static int guess(const char *path, struct str head, const struct format **format, struct err *err)
{
	if (!*format)
		*format = format_guess(path, head);
	if (!*format && unpacker(head))
		return err_set(err, ERR_FAILED, "%s: compressed; %s FILE | carrel import - reads it", path,
			unpacker(head));
	if (!*format)
		return unknown_format(path, err);
	if (!(*format)->read)
		return err_set(err, ERR_USAGE, "%s: Carrel writes this format but does not read it",
			(*format)->name);
	return 0;
}

int ingest_file(struct desk *d, const char *path, const struct format *format,
	const struct ingest_watch *watch, struct ingest *result, struct err *err)
{
	bool standard = !strcmp(path, "-");
	struct run r = {.watch = watch, .batch = BATCH_INIT, .err = err, .file = STRBUF_INIT,
		.name = standard ? "standard input" : path};
	struct strbuf source = STRBUF_INIT;
	struct str head;
	int rc;

	r.source = source_name(path, &source);
	rc = source_open(&r.input, path, err);
	if (rc == 0)
		rc = source_head(r.input, &head, err);
	if (rc == 0)
		rc = guess(path, head, &format, err);
	if (rc == 0)
		rc = desk_own_library(d, &r.lib, err);
	if (rc == 0)
		rc = desk_tagger(d, r.lib, &r.x, err);
	if (rc < 0)
		goto out;
	sql_cache(library_db(r.lib), BULK_CACHE);
	if (format->by_line) {
		rc = read_pieces(&r, format);
	} else {
		rc = source_whole(r.input, &head, err);
		if (rc == 0)
			rc = read_text(&r, format, head);
	}
	rc = finish(&r, rc, result);
	sql_cache(library_db(r.lib), SQL_CACHE);
	if (r.result.tally.added)
		desk_leave_sample(d);
out:
	source_close(r.input);
	strbuf_release(&source);
	return rc;
}

int ingest_text(struct desk *d, struct library *lib, struct str text, const char *source,
	const struct format *format, const struct ingest_watch *watch, struct ingest *result,
	struct err *err)
{
	struct run r = {.lib = lib, .watch = watch, .batch = BATCH_INIT, .err = err, .name = source,
		.source = source, .file = STRBUF_INIT};
	int rc = desk_tagger(d, lib, &r.x, err);

	if (rc < 0)
		return rc;
	return finish(&r, read_text(&r, format, text), result);
}

int ingest_batch(struct desk *d, struct library *lib, struct batch *batch, const char *source,
	struct tally *tally, struct err *err)
{
	struct extractor *x;
	int rc = desk_extractor(d, &x, err);

	if (rc < 0 || !batch->n)
		return rc;
	for (size_t i = 0; i < batch->n; i++)
		ingest_paper(&batch->at[i], x, &batch->arena);
	library_tagged_by(lib, extractor_edition(x));
	for (size_t i = 0; rc == 0 && i < batch->n; i += FETCHED_AT_ONCE) {
		size_t n = batch->n - i < FETCHED_AT_ONCE ? batch->n - i : FETCHED_AT_ONCE;

		rc = library_put(lib, batch->at + i, n, source, tally, err);
		poll(NULL, 0, PAUSE_MS);
	}
	return rc;
}
