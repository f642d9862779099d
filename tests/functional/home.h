/*
 * home - a folder of its own for the program, a config whose endpoints are a replay server, and the program run in it.
 */
#ifndef TESTS_FUNCTIONAL_HOME_H
#define TESTS_FUNCTIONAL_HOME_H

#include "../unit/test.h"

#include <sys/types.h>

#include "base/strbuf.h"
#include "replay.h"

struct home {
	struct replay *server;
	char folder[64];
	struct strbuf out, err; /* of the last run */
};

/* For cmocka; pace = no. */
int home_up(void **state);
int home_down(void **state);

/*
 * Writes the config anew: the endpoints arxiv_api (/api), arxiv_oai (/oai), arxiv_rss, arxiv_www; no code pages with a
 * fetch; more for [fetch].
 */
void home_config(struct home *h, const char *more);

/* ---- running ---- */

/* Starts the program with its words, quoted as for a shell; its output goes to files. */
pid_t home_start(struct home *h, const char *words);
int home_end(struct home *h, pid_t pid); /* answers its exit code */

/* Until the program that runs has put the words out. */
void home_waits(struct home *h, const char *words);

/* Both; it must exit with code. */
void home_runs(struct home *h, const char *words, int code);

void home_has(const struct strbuf *text, const char *words);
size_t home_papers(struct home *h); /* in the library */

/* ---- what there is ---- */

void home_answer(struct home *h, const char *path, const char *body, int times);
void home_fixture(struct home *h, const char *path, const char *name); /* of tests/fixtures/net */
void home_path(const struct home *h, const char *name, char *path, size_t size);
void home_remove(const struct home *h, const char *name);

#endif
