/* Any text: the walk and SQLite agree on what is JSON, and every value lies in the text or is shorter than it. */
#undef NDEBUG
#include <assert.h>

#include "base/json_walk.h"
#include "base/sql.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool walk(struct str text)
{
	struct json_walk w = JSON_WALK_INIT;
	struct json_value v;
	int rc;

	json_walk_start(&w, text);
	while ((rc = json_walk_next(&w, &v)) > 0) {
		assert(v.depth >= 0 && v.depth <= JSON_DEEPEST);
		assert(v.key.n <= text.n && v.text.n <= text.n);
		assert((v.kind == JSON_ARRAY || v.kind == JSON_OBJECT) == !v.text.n || v.kind == JSON_TEXT);
		json_value_int(&v);
	}
	json_walk_release(&w);
	return rc == 0;
}

/* What only one of the two lets through: control characters in texts, and what is very deep. */
static bool disputed(struct str text)
{
	size_t open = 0;

	for (size_t i = 0; i < text.n; i++) {
		if ((unsigned char)text.p[i] < ' ')
			return true;
		open += text.p[i] == '[' || text.p[i] == '{';
	}
	return open > JSON_DEEPEST;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct db *db;
	struct str text = {(const char *)data, size};
	bool json = walk(text);
	int64_t valid = 0;

	if (disputed(text) || !size)
		return 0;
	if (!db && sql_open(&db, ":memory:", SQL_CREATE, NULL) < 0)
		return 0;
	if (sql_get_int(db, &valid, 0, NULL, "SELECT json_valid(?)", "s", text) == 0)
		assert(json == (valid != 0));
	return 0;
}
