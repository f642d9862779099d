/*
 * bench_visit: 1,000 papers with 400 repositories; their code pages visited on a server of the benchmark's own, without
 * a pace, three requests each, and stored. Prints repositories a second, by processor time and by the clock; memory.
 */
#include "../functional/home.h"

#include <sys/resource.h>
#include <sys/wait.h>

#include "base/clock.h"
#include "base/file.h"

enum { PAPERS = 1000, REPOS = 400 };

static void write_papers(const struct home *h)
{
	struct strbuf text = STRBUF_INIT;
	char path[128];

	for (int i = 0; i < PAPERS; i++) {
		strbuf_addf(&text, "{\"id\":\"arxiv:2601.%05d\",\"title\":\"Paper %d\",\"authors\":[\"Ada Example\"],"
			"\"date\":\"2026-01-01\",\"abstract\":\"About %d.", 10000 + i, i, i);
		if (i < REPOS)
			strbuf_addf(&text, " Code: https://github.com/lab/repo%d.", i);
		strbuf_addz(&text, "\"}\n");
	}
	home_path(h, "papers.jsonl", path, sizeof path);
	assert_int_equal(file_write(path, strbuf_str(&text), NULL), 0);
	strbuf_release(&text);
}

static void add_route(struct home *h, int repo, const char *rest, const char *body)
{
	char path[64];

	snprintf(path, sizeof path, "/gh/repos/lab/repo%d%s", repo, rest);
	replay_add(h->server, &(struct replay_route){.path = path, .body = body, .headers = "ETag: \"x\""});
}

static void add_routes(struct home *h)
{
	struct strbuf readme = STRBUF_INIT, facts = STRBUF_INIT;

	strbuf_addz(&readme, "# Name\n\n[![arXiv](badge.svg)](https://arxiv.org/abs/2210.05177)\n\n");
	for (int i = 0; i < 60; i++)
		strbuf_addf(&readme, "- **Item** %d, `code`, [paper](https://arxiv.org/abs/2210.%05d)\n", i, i);
	for (int i = 0; i < REPOS; i++) {
		strbuf_reset(&facts);
		strbuf_addf(&facts, "{\"full_name\":\"lab/repo%d\",\"description\":\"What it is\","
			"\"stargazers_count\":%d,"
			"\"language\":\"C\",\"topics\":[\"one\",\"two\"],\"default_branch\":\"main\"}", i, i);
		add_route(h, i, "", facts.buf);
		add_route(h, i, "/contents", "[{\"path\":\"README.md\",\"type\":\"file\"},{\"path\":\"src\","
			"\"type\":\"dir\"}]");
		add_route(h, i, "/readme", readme.buf);
	}
	strbuf_release(&readme);
	strbuf_release(&facts);
}

static double seconds_of(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

int main(void)
{
	struct rusage usage;
	struct strbuf config = STRBUF_INIT;
	void *state = NULL;
	struct home *h;
	int64_t began;
	int status = 0;

	home_up(&state);
	h = state;
	strbuf_addf(&config, "pace = no\n[endpoint]\ngithub_api = %s/gh\ngithub_www = %s/www", replay_base(h->server),
		replay_base(h->server));
	home_config(h, config.buf);
	unsetenv("GITHUB_TOKEN");
	write_papers(h);
	add_routes(h);
	strbuf_reset(&config);
	strbuf_addf(&config, "import -q %s/papers.jsonl", h->folder);
	home_runs(h, config.buf, 0);
	began = clock_mono_ms();
	if (wait4(home_start(h, "code"), &status, 0, &usage) < 0 || !WIFEXITED(status) || WEXITSTATUS(status)) {
		fprintf(stderr, "bench_visit: carrel code failed\n");
		return 1;
	}
	printf("%d papers, %d repositories, %zu requests: %.0f repositories/s of processor time, %.0f/s by the "
		"clock, "
		"%ld MB\n", PAPERS, REPOS, replay_count(h->server),
		REPOS / (seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime)),
		REPOS * 1000.0 / (double)(clock_mono_ms() - began), usage.ru_maxrss / 1024);
	strbuf_release(&config);
	home_down(&state);
	return 0;
}
