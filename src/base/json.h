/*
 * json - a writer for JSON (RFC 8259). Reading is done by SQLite's JSON functions (see base/sql.h).
 *
 * The writer puts commas itself:
 *
 *	struct json j = {&sb, false};
 *	json_open(&j, '{');
 *	json_key(&j, "id");    json_z(&j, id);
 *	json_key(&j, "links"); json_open(&j, '['); … json_close(&j, ']');
 *	json_close(&j, '}');
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/strbuf.h"

struct json {
	struct strbuf *out;
	bool comma; /* the next value needs one in front */
};

void json_open(struct json *j, char bracket);  /* '{' or '[' */
void json_close(struct json *j, char bracket); /* '}' or ']' */
void json_key(struct json *j, const char *key); /* of the program: nothing in it needs an escape */
void json_str(struct json *j, struct str s); /* p NULL gives null; must be valid UTF-8 */
void json_z(struct json *j, const char *z);  /* NULL gives null */
void json_int(struct json *j, int64_t n);
void json_double(struct json *j, double x, int digits); /* fixed point; null where x is not finite */
void json_bool(struct json *j, bool b);
void json_null(struct json *j);

#endif
