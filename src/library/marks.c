#include "library/marks.h"

#include <string.h>

#include "base/utf8.h"
#include "library/action.h"
#include "text/clean.h"
#include "text/width.h"

enum { NAME_COLUMNS = 64 };

/* Controls, and what turns the direction of a line round; s is valid UTF-8. */
static bool has_hidden(struct str s)
{
	size_t used;

	for (size_t i = 0; i < s.n; i += used)
		if (rune_hidden(utf8_decode(s.p + i, s.n - i, &used)))
			return true;
	return false;
}

int marks_name_ok(const char *name, struct err *err)
{
	struct str s = str_of(name);

	if (!s.n || str_trim(s).n != s.n)
		return err_set(err, ERR_USAGE, "a name is not empty and has no blank at its ends");
	if (strchr("+-#", *name))
		return err_set(err, ERR_USAGE, "\"%s\": a name does not begin with %c", name, *name);
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)name[i] < ' ' || name[i] == 0x7F || name[i] == ',')
			return err_set(err, ERR_USAGE, "a name is one line without a comma");
	if (!utf8_valid(s))
		return err_set(err, ERR_USAGE, "a name is UTF-8");
	if (has_hidden(s))
		return err_set(err, ERR_USAGE, "a name has no characters that nobody sees");
	if (text_width(s) > NAME_COLUMNS)
		return err_set(err, ERR_USAGE, "\"%.40s …\": a name has at most %d columns", name, NAME_COLUMNS);
	return 0;
}

/* ---- setting values ---- */

static int change_tag(struct library *lib, int64_t num, int64_t tag, bool on, struct err *err)
{
	int rc = sql_run(lib->db, err,
		on ? "INSERT OR IGNORE INTO user_tags (paper, tag) VALUES (?, ?)"
		   : "DELETE FROM user_tags WHERE paper = ? AND tag = ?",
		"ii", num, tag);

	if (rc == 0 && sql_changes(lib->db))
		rc = sql_run(lib->db, err, "UPDATE tags SET papers = papers + ? WHERE tag = ?", "ii",
			(int64_t)(on ? 1 : -1), tag);
	return rc;
}

/* The index has the paper's tags, so it is told what was and what is. */
int mark_set_tag(struct library *lib, int64_t num, const char *name, bool on, struct err *err)
{
	struct search_text before, after;
	struct arena a = ARENA_INIT;
	struct tag_name tag = {0, NULL};
	int rc = names_tag(lib, TAG_USER, 0, name, NULL, &tag, err);

	if (rc == 0)
		rc = search_read(lib, num, &a, &before, err);
	if (rc == 0)
		rc = change_tag(lib, num, tag.tag, on, err);
	if (rc == 0)
		rc = search_read(lib, num, &a, &after, err);
	if (rc == 0)
		rc = search_take(lib, num, &before, err);
	if (rc == 0)
		rc = search_add(lib, num, &after, err);
	if (rc == 0)
		rc = search_merge(lib, 1, err);
	arena_release(&a);
	return rc;
}

/* A paper without marks has no row. */
static int drop_empty(struct library *lib, int64_t num, struct err *err)
{
	return sql_run(lib->db, err,
		"DELETE FROM marks WHERE paper = ? AND state = 0 AND starred = 0 AND seen = 0 AND note IS NULL "
		"AND news IS NULL",
		"i", num);
}

static int count_seen(struct library *lib, int64_t num, bool seen, struct err *err)
{
	int64_t before;
	int rc = sql_get_int(lib->db, &before, 0, err, "SELECT seen FROM marks WHERE paper = ?", "i", num);

	return rc == 0 ? store_count_add(lib, "seen", seen - before, err) : rc;
}

int mark_set(struct library *lib, const struct step *s, const struct sql_value *value, struct err *err)
{
	static const char *const texts[] = {
		[STEP_STATE] = "INSERT INTO marks (paper, state) VALUES (?, ?) "
			       "ON CONFLICT (paper) DO UPDATE SET state = excluded.state",
		[STEP_STAR] = "INSERT INTO marks (paper, starred) VALUES (?, ?) "
			      "ON CONFLICT (paper) DO UPDATE SET starred = excluded.starred",
		[STEP_SEEN] = "INSERT INTO marks (paper, seen) VALUES (?, ?) "
			      "ON CONFLICT (paper) DO UPDATE SET seen = excluded.seen, "
			      "news = CASE WHEN excluded.seen THEN NULL ELSE news END",
		[STEP_SEEN_VERSION] = "INSERT INTO marks (paper, seen_version) VALUES (?, ?) "
				      "ON CONFLICT (paper) DO UPDATE SET seen_version = excluded.seen_version",
		[STEP_NOTE] = "INSERT INTO marks (paper, note) VALUES (?, ?) "
			      "ON CONFLICT (paper) DO UPDATE SET note = excluded.note",
	};
	int rc = 0;

	if (s->field == STEP_SEEN)
		rc = count_seen(lib, s->num, value->i, err);
	if (rc == 0)
		rc = s->field == STEP_NOTE
			? sql_run(lib->db, err, texts[s->field], "iz", s->num, value->z)
			: sql_run(lib->db, err, texts[s->field], "ii", s->num, value->i);
	return rc == 0 ? drop_empty(lib, s->num, err) : rc;
}

/* ---- the reader's verbs ---- */

/* A number of the paper's marks as it is now; ERR_NOT_FOUND where there is no such paper. */
static int mark_now(struct library *lib, int64_t num, const char *text, int64_t *value, struct err *err)
{
	int rc = sql_get_int(lib->db, value, -1, err, text, "i", num);

	if (rc == 0 && *value < 0)
		rc = err_set(err, ERR_NOT_FOUND, "no such paper");
	return rc;
}

static int set_number(struct library *lib, int64_t num, enum step_field field, const char *text,
	int64_t value, struct err *err)
{
	struct step s = {.field = field, .num = num, .new = value_int(value)};
	int64_t now = 0;
	int rc = mark_now(lib, num, text, &now, err);

	if (rc < 0 || now == value)
		return rc;
	s.old = value_int(now);
	return step_do(lib, &s, err);
}

/* What two changes of one mark come to: the first failure, else 1 where either changed something. */
static int either(int first, int second)
{
	return first < 0 ? first : second < 0 ? second : first || second;
}

int marks_state(struct library *lib, int64_t num, enum paper_state state, struct err *err)
{
	int rc = set_number(lib, num, STEP_STATE,
		"SELECT coalesce(m.state, 0) FROM papers p LEFT JOIN marks m ON m.paper = p.num WHERE num = ?",
		state, err);
	int seen = rc >= 0 && state >= STATE_READING ? marks_unread(lib, num, false, err) : 0;

	return either(rc, seen);
}

int marks_star(struct library *lib, int64_t num, bool on, struct err *err)
{
	return set_number(lib, num, STEP_STAR,
		"SELECT coalesce(m.starred, 0) FROM papers p LEFT JOIN marks m ON m.paper = p.num WHERE num = ?",
		on, err);
}

static const char seen_now[] =
	"SELECT coalesce(m.seen, 0) FROM papers p LEFT JOIN marks m ON m.paper = p.num WHERE num = ?";

static int version_at_hand(struct library *lib, int64_t num, int64_t *version, struct err *err)
{
	return sql_get_int(lib->db, version, 0, err, "SELECT version FROM papers WHERE num = ?", "i", num);
}

int marks_seen_version(struct library *lib, int64_t num, int version, struct err *err)
{
	return set_number(lib, num, STEP_SEEN_VERSION,
		"SELECT coalesce(m.seen_version, 0) FROM papers p LEFT JOIN marks m ON m.paper = p.num WHERE num = ?",
		version, err);
}

/* A paper that was not seen has no version that was: it is set after, and taken off before. */
static int see(struct library *lib, int64_t num, struct err *err)
{
	int64_t version = 0;
	int seen = set_number(lib, num, STEP_SEEN, seen_now, 1, err);
	int rc = seen < 0 ? seen : version_at_hand(lib, num, &version, err);

	return rc < 0 ? rc : either(seen, marks_seen_version(lib, num, (int)version, err));
}

static int forget(struct library *lib, int64_t num, struct err *err)
{
	int version = marks_seen_version(lib, num, 0, err);

	return version < 0 ? version : either(version, set_number(lib, num, STEP_SEEN, seen_now, 0, err));
}

int marks_unread(struct library *lib, int64_t num, bool on, struct err *err)
{
	return on ? forget(lib, num, err) : see(lib, num, err);
}

/* What has changed since the reader saw the paper: 1 it is new, or is of another version. */
static const char unseen_now[] =
	"SELECT NOT coalesce(m.seen AND m.seen_version = p.version, 0) "
	"FROM papers p LEFT JOIN marks m ON m.paper = p.num WHERE num = ?";

static int set_seen(struct library *lib, int64_t num, struct err *err)
{
	const struct step seen = {.field = STEP_SEEN, .num = num, .new = value_int(1)};
	struct step version = {.field = STEP_SEEN_VERSION, .num = num};
	int64_t now = 0;
	int rc = mark_set(lib, &seen, &seen.new, err);

	if (rc == 0)
		rc = version_at_hand(lib, num, &now, err);
	version.new = value_int(now);
	return rc == 0 ? mark_set(lib, &version, &version.new, err) : rc;
}

int marks_seen(struct library *lib, int64_t num, struct err *err)
{
	int64_t unseen = 0;
	int rc = store_need_writable(lib, err);

	if (rc == 0)
		rc = mark_now(lib, num, unseen_now, &unseen, err);
	if (rc < 0 || !unseen)
		return rc;
	rc = sql_begin(lib->db, err);
	if (rc < 0)
		return rc;
	rc = set_seen(lib, num, err);
	if (rc == 0)
		rc = sql_commit(lib->db, err);
	else
		sql_rollback(lib->db);
	return rc < 0 ? rc : 1;
}

int marks_note(struct library *lib, int64_t num, const char *text, struct err *err)
{
	struct step s = {.field = STEP_NOTE, .num = num};
	struct arena a = ARENA_INIT;
	struct marks now;
	int rc = library_marks(lib, num, &a, &now, err);

	if (text && !*text)
		text = NULL;
	s.old = value_text(now.note);
	s.new = value_text(text);
	if (rc == 0 && text != now.note && !(text && now.note && !strcmp(text, now.note)))
		rc = step_do(lib, &s, err);
	arena_release(&a);
	return rc;
}

int marks_tag(struct library *lib, int64_t num, const char *name, bool on, struct err *err)
{
	struct step s = {.field = STEP_TAG, .num = num, .name = name, .new = value_int(on)};
	struct strbuf fold = STRBUF_INIT;
	int64_t has = 0;
	int rc = on ? marks_name_ok(name, err) : 0;

	if (rc == 0)
		rc = mark_now(lib, num, "SELECT 0 FROM papers WHERE num = ?", &has, err);
	if (rc == 0)
		rc = sql_get_int(lib->db, &has, 0, err,
			"SELECT 1 FROM user_tags JOIN tags USING (tag) WHERE paper = ? AND kind = ? AND fold = ?",
			"iis", num, (int64_t)TAG_USER, names_fold(name, &fold));
	strbuf_release(&fold);
	if (rc < 0 || has == on)
		return rc;
	s.old = value_int(has);
	return step_do(lib, &s, err);
}
