/*
 * bench_fetch LIBRARY: keys in the browser while it fetches 1,000 papers from a server of our own, beside the same
 * keys while nothing runs. From the key's being typed to the moment the program has drawn its answer and says that
 * it is idle (CARREL_SYNC_FD, tests/functional/pty.h). Some of the keys write to the library, as the fetch does: s
 * (the star) and N (unread).
 */
#include "../unit/test.h"

#include <poll.h>
#include <time.h>

#include "../functional/pty.h"
#include "../functional/replay.h"
#include "base/file.h"

enum { SOURCES = 10, PAGE = 100, ROUNDS = 5, KEYS_MOST = 20000, PAUSE_MS = 8, ROWS = 24, COLS = 80 };

struct times {
	double at[KEYS_MOST];
	int n;
};

static double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* ---- the server ---- */

static void add_entry(struct strbuf *body, int n)
{
	strbuf_addf(body, "<entry><id>http://arxiv.org/abs/26%02d.%05dv1</id>", n % 12 + 1, n);
	strbuf_addf(body, "<title>On the %d-th of all Sparse Attentions</title><updated>2026-08-28T00:00:00Z</updated>"
		"<published>2026-%02d-%02dT00:00:00Z</published>", n, n % 12 + 1, n % 28 + 1);
	strbuf_addf(body, "<summary>We propose Lantern Attention %d (LA-%d), a method for long texts. It improves "
		"over BERT and a transformer with dropout on ImageNet, CIFAR-10 and SQuAD, needs $O(n \\log n)$ "
		"steps, and is trained with stochastic gradient descent and data augmentation in federated settings. "
		"Our code is at https://github.com/example/lantern-%d and the data at https://zenodo.org/record/%d."
		"</summary>", n, n, n, 1000000 + n);
	for (int i = 0; i < 4; i++)
		strbuf_addf(body, "<author><name>Ada Example %d</name></author>", n + i);
	strbuf_addz(body, "<category term='cs.LG' scheme='http://arxiv.org/schemas/atom'/></entry>");
}

/* What the category's query answers, in one page. */
static void add_source(struct replay *server, int round, int source)
{
	struct strbuf body = STRBUF_INIT, path = STRBUF_INIT;

	strbuf_addf(&path, "/api?search_query=au:bench%d_%d&sortBy=lastUpdatedDate&sortOrder=descending&start=0"
		"&max_results=100", round, source);
	strbuf_addf(&body, "<feed xmlns='http://www.w3.org/2005/Atom'><totalResults>%d</totalResults>", PAGE);
	for (int i = 0; i < PAGE; i++)
		add_entry(&body, (round * SOURCES + source) * PAGE + i);
	strbuf_addz(&body, "</feed>");
	replay_add(server, &(struct replay_route){.path = path.buf, .body = body.buf});
	strbuf_release(&body);
	strbuf_release(&path);
}

static void write_config(struct replay *server, const char *path)
{
	struct strbuf text = STRBUF_INIT;

	strbuf_addf(&text, "[endpoint]\narxiv_api = %s/api\n[fetch]\npace = no\ncode = no\n", replay_base(server));
	if (file_write(path, strbuf_str(&text), NULL) < 0)
		exit(1);
	strbuf_release(&text);
}

/* ---- keys ---- */

static void press(struct pty *p, const char *key, struct times *times)
{
	double sent = now_ms();

	pty_keys(p, key);
	if (times->n < KEYS_MOST)
		times->at[times->n++] = now_ms() - sent;
	poll(NULL, 0, PAUSE_MS);
}

/* One round of what a reader does; moves and writes are counted apart. */
static void read_on(struct pty *p, struct times *moves, struct times *writes)
{
	for (int i = 0; i < 4; i++)
		press(p, "j", moves);
	press(p, "s", writes);
	press(p, "N", writes);
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void tell(const char *what, struct times *t)
{
	qsort(t->at, (size_t)t->n, sizeof *t->at, by_size);
	printf("%-28s median %6.2f ms   95 of 100 %6.2f ms   99 of 100 %6.2f ms   (%d keys)\n", what,
		t->at[(t->n - 1) / 2], t->at[(int)((t->n - 1) * 0.95)], t->at[(int)((t->n - 1) * 0.99)], t->n);
	t->n = 0;
}

static void ask(struct pty *p, int round)
{
	struct strbuf line = STRBUF_INIT;

	strbuf_addz(&line, ":fetch");
	for (int i = 0; i < SOURCES; i++)
		strbuf_addf(&line, " arxiv:au:bench%d_%d", round, i);
	strbuf_addz(&line, "\r");
	pty_keys(p, line.buf);
	strbuf_release(&line);
}

int main(int argc, char **argv)
{
	static const char config[] = "bench/fetch.config";
	static struct times moves, writes;
	struct replay *server = replay_start();
	char folder[4096], library[4096];
	const char *const words[] = {"carrel", "--library", library, "--config", folder, NULL};
	struct pty *p;
	double from;

	if (argc != 2 || !realpath(argv[1], library)) {
		fputs("usage: bench_fetch LIBRARY\n", stderr);
		return 2;
	}
	write_config(server, config);
	if (!realpath(config, folder))
		return 1;
	for (int i = 0; i < ROUNDS * SOURCES; i++)
		add_source(server, i / SOURCES, i % SOURCES);
	p = pty_start(pty_home(), words, NULL, ROWS, COLS);
	while (moves.n < 500)
		read_on(p, &moves, &writes);
	tell("keys while nothing runs", &moves);
	tell("  those that write", &writes);
	from = now_ms();
	for (int i = 0; i < ROUNDS; i++) {
		ask(p, i);
		while (pty_find(p, "fetching") >= 0)
			read_on(p, &moves, &writes);
	}
	printf("%d times %d papers in %.1f s, each\n", ROUNDS, SOURCES * PAGE, (now_ms() - from) / 1e3 / ROUNDS);
	tell("keys while 1,000 are fetched", &moves);
	tell("  those that write", &writes);
	pty_stop(p);
	pty_home_remove();
	replay_stop(server);
	return 0;
}
