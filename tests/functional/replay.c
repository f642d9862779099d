#include "replay.h"

#include <microhttpd.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/vec.h"

struct route {
	struct replay_route asked;
	struct strbuf body;
	int served;
};

struct replay {
	struct MHD_Daemon *daemon;
	char base[64];
	pthread_mutex_t lock;
	struct arena arena;
	struct {
		VEC_OF(struct route *);
	} routes;
	struct {
		VEC_OF(struct replay_seen *);
	} seen;
};

static _Noreturn void die(const char *why)
{
	fprintf(stderr, "replay: %s\n", why);
	abort();
}

/* ---- what was asked ---- */

static enum MHD_Result add_pair(void *data, enum MHD_ValueKind kind, const char *name, const char *value)
{
	(void)kind;
	strbuf_addf(data, "%s: %s\n", name, value ? value : "");
	return MHD_YES;
}

/* A request as it comes in. */
struct request {
	char *uri;
	struct strbuf body;
	bool begun;
};

/* The request line's target, query and all, comes before MHD takes it apart. */
static void *on_uri(void *data, const char *uri, struct MHD_Connection *connection)
{
	struct request *q = mem_zalloc(sizeof *q);

	(void)data;
	(void)connection;
	q->uri = mem_strdup(uri);
	strbuf_init(&q->body);
	return q;
}

static void on_end(void *data, struct MHD_Connection *connection, void **request, enum MHD_RequestTerminationCode code)
{
	struct request *q = *request;

	(void)data;
	(void)connection;
	(void)code;
	if (!q)
		return;
	free(q->uri);
	strbuf_release(&q->body);
	free(q);
	*request = NULL;
}

static void remember(struct replay *r, struct MHD_Connection *c, const char *method, const struct request *q)
{
	struct strbuf headers = STRBUF_INIT;
	struct replay_seen *s = arena_zalloc(&r->arena, sizeof *s);

	MHD_get_connection_values(c, MHD_HEADER_KIND, add_pair, &headers);
	s->method = arena_strdup(&r->arena, method);
	s->path = arena_strdup(&r->arena, q->uri);
	s->body = arena_str(&r->arena, strbuf_str(&q->body));
	s->headers = arena_str(&r->arena, strbuf_str(&headers));
	s->ms = clock_mono_ms();
	vec_push_in(&r->arena, &r->seen, s);
	strbuf_release(&headers);
}

static struct route *find(struct replay *r, struct MHD_Connection *c, const char *method, const char *uri)
{
	const char *etag = MHD_lookup_connection_value(c, MHD_HEADER_KIND, "If-None-Match");

	for (size_t i = 0; i < r->routes.n; i++) {
		struct route *route = r->routes.at[i];
		const struct replay_route *a = &route->asked;

		if (strcmp(a->path, uri) || strcmp(a->method ? a->method : "GET", method))
			continue;
		if ((a->times && route->served >= a->times) || (a->if_etag && (!etag || strcmp(a->if_etag, etag))))
			continue;
		route->served++;
		return route;
	}
	return NULL;
}

/* ---- what is said ---- */

static ssize_t endless(void *data, uint64_t at, char *to, size_t most)
{
	(void)data;
	(void)at;
	memset(to, 'x', most);
	return (ssize_t)most;
}

static ssize_t drip(void *data, uint64_t at, char *to, size_t most)
{
	const struct timespec pause = {0, 20 * 1000 * 1000};

	(void)data;
	(void)at;
	(void)most;
	nanosleep(&pause, NULL);
	*to = 'x';
	return 1;
}

static ssize_t half(void *data, uint64_t at, char *to, size_t most)
{
	const struct route *route = data;
	size_t left = route->body.len / 2 - (size_t)at;

	if (!left)
		return MHD_CONTENT_READER_END_WITH_ERROR;
	memcpy(to, route->body.buf + at, left < most ? left : most);
	return (ssize_t)(left < most ? left : most);
}

static struct MHD_Response *respond(struct route *route)
{
	switch (route->asked.fault) {
	case REPLAY_DRIP:
		return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 64, drip, route, NULL);
	case REPLAY_ENDLESS:
		return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 65536, endless, route, NULL);
	case REPLAY_CUT:
		return MHD_create_response_from_callback(route->body.len, 4096, half, route, NULL);
	default:
		return MHD_create_response_from_buffer(route->body.len, route->body.buf, MHD_RESPMEM_PERSISTENT);
	}
}

static void add_headers(struct MHD_Response *response, const char *headers)
{
	struct str all = str_of(headers), line;
	struct arena a = ARENA_INIT;

	while (str_line(&all, &line)) {
		ptrdiff_t colon = str_chr(line, ':');

		if (colon > 0)
			MHD_add_response_header(response, arena_str(&a, str_trim(str_sub(line, 0, (size_t)colon))),
				arena_str(&a, str_trim(str_sub(line, (size_t)colon + 1, line.n))));
	}
	arena_release(&a);
}

static enum MHD_Result on_request(void *data, struct MHD_Connection *c, const char *url, const char *method,
	const char *version, const char *upload, size_t *size, void **request)
{
	static const struct replay_route missing = {.status = 404, .headers = "Content-Type: text/plain"};
	struct route none = {.asked = missing, .body = STRBUF_INIT}, *route;
	struct replay *r = data;
	struct request *q = *request;
	struct MHD_Response *response;
	enum MHD_Result result;

	(void)url;
	(void)version;
	if (!q->begun || *size) { /* first the headers alone, then the body in pieces, at last nothing more */
		q->begun = true;
		strbuf_add(&q->body, upload, *size);
		*size = 0;
		return MHD_YES;
	}
	pthread_mutex_lock(&r->lock);
	remember(r, c, method, q);
	route = find(r, c, method, q->uri);
	pthread_mutex_unlock(&r->lock);
	if (!route)
		route = &none;
	if (route->asked.fault == REPLAY_RESET)
		return MHD_NO;
	response = respond(route);
	add_headers(response, route->asked.headers ? route->asked.headers : "");
	result = MHD_queue_response(c, (unsigned)(route->asked.status ? route->asked.status : 200), response);
	MHD_destroy_response(response);
	return result;
}

/* ---- the server ---- */

struct replay *replay_start(void)
{
	struct replay *r = mem_zalloc(sizeof *r);
	const union MHD_DaemonInfo *info;

	pthread_mutex_init(&r->lock, NULL);
	r->daemon = MHD_start_daemon(MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_THREAD_PER_CONNECTION, 0, NULL, NULL,
		on_request, r, MHD_OPTION_SOCK_ADDR,
		&(const struct sockaddr_in){.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)},
		MHD_OPTION_URI_LOG_CALLBACK, on_uri, NULL, MHD_OPTION_NOTIFY_COMPLETED, on_end, NULL,
		MHD_OPTION_END);
	if (!r->daemon)
		die("cannot listen on 127.0.0.1");
	info = MHD_get_daemon_info(r->daemon, MHD_DAEMON_INFO_BIND_PORT);
	snprintf(r->base, sizeof r->base, "http://127.0.0.1:%d", info->port);
	return r;
}

void replay_stop(struct replay *r)
{
	MHD_stop_daemon(r->daemon);
	for (size_t i = 0; i < r->routes.n; i++)
		strbuf_release(&r->routes.at[i]->body);
	arena_release(&r->arena);
	pthread_mutex_destroy(&r->lock);
	free(r);
}

const char *replay_base(const struct replay *r)
{
	return r->base;
}

void replay_add(struct replay *r, const struct replay_route *asked)
{
	struct route *route = arena_zalloc(&r->arena, sizeof *route);
	struct err err = {""};

	strbuf_init(&route->body);
	if (asked->file && file_read(asked->file, 64 << 20, &route->body, &err) < 0)
		die(err.msg);
	if (asked->body)
		strbuf_addz(&route->body, asked->body);
	route->asked = *asked;
	route->asked.method = arena_strdup(&r->arena, asked->method);
	route->asked.path = arena_strdup(&r->arena, asked->path);
	route->asked.headers = arena_strdup(&r->arena, asked->headers);
	route->asked.if_etag = arena_strdup(&r->arena, asked->if_etag);
	pthread_mutex_lock(&r->lock);
	vec_push_in(&r->arena, &r->routes, route);
	pthread_mutex_unlock(&r->lock);
}

size_t replay_count(struct replay *r)
{
	size_t n;

	pthread_mutex_lock(&r->lock);
	n = r->seen.n;
	pthread_mutex_unlock(&r->lock);
	return n;
}

const struct replay_seen *replay_seen(struct replay *r, size_t n)
{
	const struct replay_seen *s;

	pthread_mutex_lock(&r->lock);
	s = n < r->seen.n ? r->seen.at[n] : NULL;
	pthread_mutex_unlock(&r->lock);
	if (!s)
		die("no such request was seen");
	return s;
}
