/* net/http against a server with every fault that a network has. */
#include "../unit/test.h"

#include <netdb.h>
#include <unistd.h>

#include "address.h"
#include "http.h"
#include "replay.h"

struct fixture {
	struct replay *server, *other;
	struct http *http;
};

struct told {
	int times;
	enum http_outcome outcome;
	int status;
	char why[300], url[300], etag[64], body[256];
	size_t size;
	int64_t retry_after, remaining, reset;
	bool moved;
};

static void on_done(void *data, const struct http_answer *a)
{
	struct told *t = data;

	t->times++;
	t->outcome = a->outcome;
	t->status = a->status;
	t->size = a->body.n;
	t->retry_after = a->retry_after;
	t->remaining = a->remaining;
	t->reset = a->reset;
	t->moved = a->moved;
	snprintf(t->why, sizeof t->why, "%s", a->why ? a->why : "");
	snprintf(t->url, sizeof t->url, "%s", a->url);
	snprintf(t->etag, sizeof t->etag, "%s", a->etag);
	snprintf(t->body, sizeof t->body, "%.*s", (int)(a->body.n < 250 ? a->body.n : 250), a->body.p ? a->body.p : "");
}

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof *f);

	assert_int_equal(http_open(&f->http, NULL), 0);
	f->server = replay_start();
	f->other = replay_start();
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	http_close(f->http);
	replay_stop(f->server);
	replay_stop(f->other);
	free(f);
	return 0;
}

/* Asks for path; more may hold other parts of the request. */
static struct told ask(struct fixture *f, const char *path, struct http_request more)
{
	struct told told = {0};
	char url[512];

	snprintf(url, sizeof url, "%s%s", replay_base(f->server), path);
	more.url = url;
	more.most = more.most ? more.most : 100000;
	more.endpoint = true;
	http_send(f->http, &more, on_done, &told);
	while (http_run(f->http, -1, 1000, NULL) > 0)
		;
	assert_int_equal(told.times, 1);
	return told;
}

static bool has_header(const struct replay_seen *s, const char *line)
{
	return strstr(s->headers, line) != NULL;
}

static void test_answer(void **state)
{
	struct fixture *f = *state;
	struct told t;

	replay_add(f->server, &(struct replay_route){.path = "/a?b=c", .body = "hello", .headers =
		"ETag: \"x-1\"\nX-RateLimit-Remaining: 7\nX-RateLimit-Reset: 1700000000\nSet-Cookie: k=v"});
	t = ask(f, "/a?b=c", (struct http_request){.accept = "text/plain"});
	assert_int_equal(t.outcome, HTTP_ANSWERED);
	assert_int_equal(t.status, 200);
	assert_string_equal(t.body, "hello");
	assert_string_equal(t.etag, "\"x-1\"");
	assert_int_equal(t.remaining, 7);
	assert_int_equal(t.reset, 1700000000);
	t = ask(f, "/a?b=c", (struct http_request){.etag = "\"x-1\"", .last_modified = "yesterday"});
	assert_int_equal(replay_count(f->server), 2);
	assert_true(has_header(replay_seen(f->server, 0), "User-Agent: carrel/"));
	assert_true(has_header(replay_seen(f->server, 0), "(+https://"));
	assert_true(has_header(replay_seen(f->server, 0), "Accept: text/plain\n"));
	assert_true(has_header(replay_seen(f->server, 1), "If-None-Match: \"x-1\"\n"));
	assert_true(has_header(replay_seen(f->server, 1), "If-Modified-Since: yesterday\n"));
	assert_false(has_header(replay_seen(f->server, 1), "Cookie:"));
}

static void test_refusals(void **state)
{
	struct fixture *f = *state;

	replay_add(f->server, &(struct replay_route){.path = "/429", .status = 429, .body = "Rate exceeded."});
	replay_add(f->server,
		&(struct replay_route){.path = "/503", .status = 503, .headers = "Retry-After: 7", .body = "busy"});
	replay_add(f->server,
		&(struct replay_route){.path = "/later", .status = 503, .headers = "Retry-After: 999999", .body = ""});
	assert_int_equal(ask(f, "/429", (struct http_request){0}).status, 429);
	assert_int_equal(ask(f, "/503", (struct http_request){0}).retry_after, 7);
	assert_int_equal(ask(f, "/later", (struct http_request){0}).retry_after, 3600);
	assert_int_equal(ask(f, "/none", (struct http_request){0}).status, 404);
}

static void test_size(void **state)
{
	struct fixture *f = *state;
	char bomb[4096];

	snprintf(bomb, sizeof bomb, "%s", test_file("tests/fixtures/net/bomb.gz"));
	replay_add(f->server, &(struct replay_route){.path = "/endless", .fault = REPLAY_ENDLESS});
	replay_add(f->server,
		&(struct replay_route){.path = "/bomb", .file = bomb, .headers = "Content-Encoding: gzip"});
	replay_add(f->server, &(struct replay_route){.path = "/ten", .body = "0123456789"});
	assert_int_equal(ask(f, "/endless", (struct http_request){0}).outcome, HTTP_TOO_LARGE);
	assert_int_equal(ask(f, "/bomb", (struct http_request){0}).outcome, HTTP_TOO_LARGE);
	assert_int_equal(ask(f, "/bomb", (struct http_request){.most = 2000000}).outcome, HTTP_ANSWERED);
	assert_int_equal(ask(f, "/ten", (struct http_request){.most = 10}).outcome, HTTP_ANSWERED);
	assert_int_equal(ask(f, "/ten", (struct http_request){.most = 9}).outcome, HTTP_TOO_LARGE);
}

static void test_broken(void **state)
{
	struct fixture *f = *state;

	replay_add(f->server, &(struct replay_route){.path = "/cut", .body = "twelve bytes", .fault = REPLAY_CUT});
	replay_add(f->server, &(struct replay_route){.path = "/reset", .fault = REPLAY_RESET});
	replay_add(f->server, &(struct replay_route){.path = "/drip", .fault = REPLAY_DRIP});
	replay_add(f->server,
		&(struct replay_route){.path = "/lie", .body = "no gzip", .headers = "Content-Encoding: gzip"});
	assert_int_equal(ask(f, "/cut", (struct http_request){0}).outcome, HTTP_BROKEN);
	assert_int_equal(ask(f, "/reset", (struct http_request){0}).outcome, HTTP_UNREACHABLE);
	assert_int_equal(ask(f, "/drip", (struct http_request){.timeout_ms = 200}).outcome, HTTP_TIMEOUT);
	assert_int_equal(ask(f, "/lie", (struct http_request){0}).outcome, HTTP_BROKEN);
}

static void test_redirects(void **state)
{
	struct fixture *f = *state;
	struct told t;

	replay_add(f->server,
		&(struct replay_route){.path = "/1", .status = 301, .headers = "Location: /d/2\nETag: \"1\""});
	replay_add(f->server, &(struct replay_route){.path = "/d/2", .status = 302, .headers = "Location: ../3"});
	replay_add(f->server, &(struct replay_route){.path = "/3", .body = "there"});
	t = ask(f, "/1", (struct http_request){0});
	assert_int_equal(t.status, 200);
	assert_string_equal(t.body, "there");
	assert_string_equal(t.etag, ""); /* that of the first answer is not the last one's */
	assert_true(t.moved);
	assert_true(strstr(t.url, "/3") != NULL);
	replay_add(f->server, &(struct replay_route){.path = "/loop", .status = 302, .headers = "Location: /loop"});
	assert_int_equal(ask(f, "/loop", (struct http_request){0}).outcome, HTTP_FORBIDDEN);
	assert_int_equal(replay_count(f->server), 3 + 6);
	replay_add(f->server,
		&(struct replay_route){.path = "/file", .status = 302, .headers = "Location: file:///etc/passwd"});
	t = ask(f, "/file", (struct http_request){0});
	assert_int_equal(t.outcome, HTTP_FORBIDDEN);
	assert_int_equal(t.size, 0);
	replay_add(f->server, &(struct replay_route){.path = "/nowhere", .status = 302});
	assert_int_equal(ask(f, "/nowhere", (struct http_request){0}).outcome, HTTP_FORBIDDEN);
}

/* An endpoint's rights and secrets end where it points to another. */
static void test_other_host(void **state)
{
	struct fixture *f = *state;
	struct http_request secret = {.secret = "Authorization: Bearer abc"};
	char to[128];

	snprintf(to, sizeof to, "Location: %s/x", replay_base(f->other));
	replay_add(f->server, &(struct replay_route){.path = "/away", .status = 302, .headers = to});
	replay_add(f->other, &(struct replay_route){.path = "/x", .body = "x"});
	assert_int_equal(ask(f, "/away", secret).outcome, HTTP_FORBIDDEN);
	assert_int_equal(replay_count(f->other), 0);
	assert_true(has_header(replay_seen(f->server, 0), "Authorization: Bearer abc\n"));
	replay_add(f->server, &(struct replay_route){.path = "/in", .status = 302, .headers = "Location: /away"});
	assert_int_equal(ask(f, "/in", secret).outcome, HTTP_FORBIDDEN);
	assert_true(has_header(replay_seen(f->server, 2), "Authorization: Bearer abc\n"));
}

static struct told send_free(struct fixture *f, const char *url)
{
	struct told told = {0};

	http_send(f->http, &(struct http_request){.url = url, .most = 1000}, on_done, &told);
	while (http_run(f->http, -1, 1000, NULL) > 0)
		;
	assert_int_equal(told.times, 1);
	return told;
}

static void test_private(void **state)
{
	struct fixture *f = *state;
	char url[128];

	snprintf(url, sizeof url, "https%s/", replay_base(f->server) + strlen("http"));
	assert_int_equal(send_free(f, replay_base(f->server)).outcome, HTTP_FORBIDDEN);
	assert_int_equal(send_free(f, url).outcome, HTTP_FORBIDDEN);
	assert_int_equal(send_free(f, "https://2130706433/").outcome, HTTP_FORBIDDEN);
	assert_int_equal(send_free(f, "https://[::ffff:127.0.0.1]/").outcome, HTTP_FORBIDDEN);
	assert_int_equal(send_free(f, "https://localhost/").outcome, HTTP_FORBIDDEN);
	assert_int_equal(send_free(f, "ftp://127.0.0.1/").outcome, HTTP_FORBIDDEN);
	assert_int_equal(send_free(f, "no url").outcome, HTTP_FORBIDDEN);
	assert_int_equal(replay_count(f->server), 0);
}

/* A name of this machine that looks like anybody's, and leads inside; NULL where there is none. */
static const char *inner_name(char *own, size_t size)
{
	const char *const names[] = {own, "ip6-localhost", "localhost.localdomain"};

	if (gethostname(own, size) < 0)
		return NULL;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct addrinfo *at;
		bool inside;

		if (!address_public_name(names[i]) || getaddrinfo(names[i], NULL, NULL, &at) != 0)
			continue;
		inside = true;
		for (const struct addrinfo *a = at; a; a = a->ai_next)
			inside &= !address_public(a->ai_addr);
		freeaddrinfo(at);
		if (inside)
			return names[i];
	}
	return NULL;
}

/* What counts is the address that a name leads to, found when the connection is made. */
static void test_private_by_name(void **state)
{
	struct fixture *f = *state;
	char own[256] = "", url[400];
	const char *name = inner_name(own, sizeof own - 1), *port = strrchr(replay_base(f->server), ':');
	struct told t;

	if (!name)
		skip();
	snprintf(url, sizeof url, "https://%s%s/", name, port);
	t = send_free(f, url);
	assert_int_equal(t.outcome, HTTP_FORBIDDEN);
	assert_non_null(strstr(t.why, "private network"));
	assert_int_equal(replay_count(f->server), 0);
}

/* A proxy may lie in a private network; what is asked through it may not. */
static void test_proxy(void **state)
{
	struct fixture *f = *state;

	setenv("https_proxy", replay_base(f->server), 1);
	send_free(f, "https://example.org/");
	assert_int_equal(replay_count(f->server), 1);
	assert_string_equal(replay_seen(f->server, 0)->method, "CONNECT");
	assert_int_equal(send_free(f, "https://10.1.2.3/").outcome, HTTP_FORBIDDEN);
	assert_int_equal(send_free(f, "https://localhost/").outcome, HTTP_FORBIDDEN);
	setenv("no_proxy", "127.0.0.0/8", 1);
	assert_int_equal(send_free(f, "https://127.0.0.1/").outcome, HTTP_FORBIDDEN);
	assert_int_equal(replay_count(f->server), 1);
	unsetenv("https_proxy");
	unsetenv("no_proxy");
}

static void test_cancel(void **state)
{
	struct fixture *f = *state;
	struct told told = {0};
	char url[128];
	int64_t number;

	snprintf(url, sizeof url, "%s/drip", replay_base(f->server));
	replay_add(f->server, &(struct replay_route){.path = "/drip", .fault = REPLAY_DRIP});
	number = http_send(f->http, &(struct http_request){.url = url, .most = 9999, .endpoint = true}, on_done, &told);
	assert_int_equal(http_run(f->http, -1, 0, NULL), 1);
	http_cancel(f->http, number);
	assert_int_equal(told.times, 1);
	assert_int_equal(told.outcome, HTTP_CANCELLED);
	assert_int_equal(http_run(f->http, -1, 0, NULL), 0);
}

static void test_header_break(void **state)
{
	struct fixture *f = *state;
	struct told t = ask(f, "/", (struct http_request){.etag = "a\r\nX: y"});

	assert_int_equal(t.outcome, HTTP_FORBIDDEN);
	assert_int_equal(replay_count(f->server), 0);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(test_answer),
		CASE(test_refusals),
		CASE(test_size),
		CASE(test_broken),
		CASE(test_redirects),
		CASE(test_other_host),
		CASE(test_private),
		CASE(test_private_by_name),
		CASE(test_proxy),
		CASE(test_cancel),
		CASE(test_header_break),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
