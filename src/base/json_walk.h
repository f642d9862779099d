/*
 * json_walk - a JSON text (RFC 8259) walked value by value, outer before inner, with nothing built.
 *
 *	struct json_walk w = JSON_WALK_INIT;
 *	json_walk_start(&w, text);
 *	while ((rc = json_walk_next(&w, &value)) > 0) …
 *	json_walk_release(&w);                         after the last text; the memory is kept between
 *
 * A value says how many containers stand around it, so the caller keeps what he needs of the way down. Texts are
 * found by memchr and lie in the JSON itself where nothing in them is escaped: records are read at the speed of
 * looking at them once.
 */
#ifndef BASE_JSON_WALK_H
#define BASE_JSON_WALK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/strbuf.h"

enum { JSON_DEEPEST = 512 }; /* containers in one another; what is deeper is refused */

enum json_kind { JSON_NULL, JSON_FALSE, JSON_TRUE, JSON_NUMBER, JSON_TEXT, JSON_ARRAY, JSON_OBJECT };

struct json_value {
	enum json_kind kind;
	int depth;       /* containers around it */
	struct str key;  /* of a value in an object */
	struct str text; /* a text without its escapes; numbers, true, false and null as they stand there */
};

struct json_walk {
	const char *p, *end;
	int depth;
	bool begun; /* the outermost value */
	bool first; /* nothing stands in the container at hand yet */
	uint64_t objects[JSON_DEEPEST / 64]; /* a bit for every open container: is it an object? */
	struct strbuf key, text;             /* where escapes are taken out */
};

#define JSON_WALK_INIT {.key = STRBUF_INIT, .text = STRBUF_INIT}

void json_walk_start(struct json_walk *w, struct str text);

/*
 * The next value: 1; 0 at the end of the text; -1 where it is not JSON. Valid until the next call.
 *
 * Control characters in texts are let through (they are cleaned at the door, like all others); the code of no
 * character, U+0000 and half a surrogate pair become U+FFFD.
 */
int json_walk_next(struct json_walk *w, struct json_value *v);

void json_walk_release(struct json_walk *w);

/* true is 1; a number and a text that begins with one count without their fraction; all else is 0. */
int64_t json_value_int(const struct json_value *v);

#endif
