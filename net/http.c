#include "http.h"

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "address.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/url.h"
#include "base/vec.h"
#include "config.h"
#include "headers.h"
#include "proxy.h"
#include "slow.h"

enum {
	HOPS_MOST = 5,
	CONNECT_SECONDS = 20,
	TOTAL_MS = 300 * 1000,
	HOUR = 3600,
};

struct transfer {
	struct http *http;
	struct transfer *next;
	int64_t number;
	CURL *easy;
	struct curl_slist *headers;
	http_done done;
	void *data;
	char *url, *accept, *post, *post_type, *secret, *secret_url, *etag, *last_modified;
	size_t most;
	bool endpoint;
	long timeout_ms;
	int hops;
	/* the answer */
	struct strbuf body;
	struct headers got;
	bool proxied, moved, too_large, too_slow, forbidden;
	struct slow slow;
	char why[CURL_ERROR_SIZE];
};

struct stand_in {
	const char *service, *base;
};

struct http {
	CURLM *multi;
	struct transfer *first;
	int64_t last;
	struct {
		VEC_OF(struct stand_in);
	} stand_ins;
};

static void *copy(const char *z)
{
	return z ? mem_strdup(z) : NULL;
}

static void transfer_free(struct transfer *t)
{
	if (t->easy) {
		curl_multi_remove_handle(t->http->multi, t->easy);
		curl_easy_cleanup(t->easy);
	}
	curl_slist_free_all(t->headers);
	free(t->url);
	free(t->accept);
	free(t->post);
	free(t->post_type);
	free(t->secret);
	free(t->secret_url);
	free(t->etag);
	free(t->last_modified);
	strbuf_release(&t->body);
	headers_release(&t->got);
	free(t);
}

static void unlink_transfer(struct transfer *t)
{
	struct transfer **at = &t->http->first;

	while (*at != t)
		at = &(*at)->next;
	*at = t->next;
}

/* Tells the end and forgets the transfer. */
static void finish(struct transfer *t, enum http_outcome outcome)
{
	struct http_answer answer = {
		.outcome = outcome,
		.why = t->why,
		.url = t->url,
		.moved = t->moved,
		.body = strbuf_str(&t->body),
		.type = t->got.type.buf,
		.etag = t->got.etag.buf,
		.last_modified = t->got.last_modified.buf,
		.link = t->got.link.buf,
		.remaining = t->got.remaining,
		.reset = t->got.reset,
	};
	curl_off_t retry = 0;
	long status = 0;

	if (t->easy && outcome == HTTP_ANSWERED) {
		curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status);
		curl_easy_getinfo(t->easy, CURLINFO_RETRY_AFTER, &retry);
	}
	answer.status = (int)status;
	answer.retry_after = retry < 0 ? 0 : retry > HOUR ? HOUR : retry;
	unlink_transfer(t);
	t->done(t->data, &answer);
	transfer_free(t);
}

/* curl's own limit does not count what is decompressed, nor bodies of unknown length before 8.4. */
static size_t take_body(char *bytes, size_t one, size_t n, void *data)
{
	struct transfer *t = data;

	(void)one;
	if (t->body.len + n > t->most) {
		t->too_large = true;
		return 0;
	}
	strbuf_add(&t->body, bytes, n);
	return n;
}

static size_t take_header(char *bytes, size_t one, size_t n, void *data)
{
	struct transfer *t = data;

	(void)one;
	headers_take(&t->got, (struct str){bytes, n});
	return n;
}

/* Where the connection is to somebody else's proxy, its address says nothing of the target's; see prepare. */
static bool checked(const struct transfer *t)
{
	return !t->endpoint && !t->proxied;
}

/* The address itself is asked, so no name, redirect or notation of a number leads inside. */
static curl_socket_t open_socket(void *data, curlsocktype purpose, struct curl_sockaddr *to)
{
	struct transfer *t = data;

	if (purpose == CURLSOCKTYPE_IPCXN && checked(t) && !address_public(&to->addr)) {
		t->forbidden = true;
		return CURL_SOCKET_BAD;
	}
	return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

/* And once more before the request itself: the connection may be an old one, opened for an endpoint. */
static int before_request(void *data, char *to, char *from, int to_port, int from_port)
{
	struct transfer *t = data;

	(void)from;
	(void)to_port;
	(void)from_port;
	if (!checked(t) || address_public_name(to))
		return CURL_PREREQFUNC_OK;
	t->forbidden = true;
	return CURL_PREREQFUNC_ABORT;
}

/* Ends a transfer that is too slow. */
static int on_progress(void *data, curl_off_t all, curl_off_t now, curl_off_t up_all, curl_off_t up)
{
	struct transfer *t = data;

	(void)all;
	(void)up_all;
	(void)up;
	t->too_slow = slow_stop(&t->slow, clock_mono_ms(), now);
	return t->too_slow;
}

static bool add_header(struct transfer *t, const char *name, const char *value)
{
	struct strbuf line = STRBUF_INIT;

	if (strpbrk(value, "\r\n"))
		return false;
	strbuf_addf(&line, "%s%s", name, value);
	t->headers = curl_slist_append(t->headers, line.buf);
	strbuf_release(&line);
	return true;
}

static bool add_headers(struct transfer *t)
{
	bool ok = true;

	curl_slist_free_all(t->headers);
	t->headers = NULL;
	if (t->accept)
		ok &= add_header(t, "Accept: ", t->accept);
	if (t->etag)
		ok &= add_header(t, "If-None-Match: ", t->etag);
	if (t->last_modified)
		ok &= add_header(t, "If-Modified-Since: ", t->last_modified);
	if (t->post_type)
		ok &= add_header(t, "Content-Type: ", t->post_type);
	if (t->secret && url_same_origin(t->url, t->secret_url))
		ok &= add_header(t, "", t->secret);
	return ok;
}

static void set_options(struct transfer *t, const char *proxy)
{
	CURL *e = t->easy;

	curl_easy_setopt(e, CURLOPT_URL, t->url);
	curl_easy_setopt(e, CURLOPT_PROTOCOLS_STR, t->endpoint ? "http,https" : "https");
	curl_easy_setopt(e, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(e, CURLOPT_PROXY, proxy ? proxy : "");
	curl_easy_setopt(e, CURLOPT_NOPROXY, "");
	curl_easy_setopt(e, CURLOPT_HTTPHEADER, t->headers);
	curl_easy_setopt(e, CURLOPT_USERAGENT, PACKAGE_NAME "/" PACKAGE_VERSION " (+" PACKAGE_URL ")");
	curl_easy_setopt(e, CURLOPT_ACCEPT_ENCODING, "");
	curl_easy_setopt(e, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS);
	curl_easy_setopt(e, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
	curl_easy_setopt(e, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(e, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
	curl_easy_setopt(e, CURLOPT_TIMEOUT_MS, t->timeout_ms);
	curl_easy_setopt(e, CURLOPT_NOPROGRESS, 0L);
	curl_easy_setopt(e, CURLOPT_XFERINFOFUNCTION, on_progress);
	curl_easy_setopt(e, CURLOPT_XFERINFODATA, t);
	curl_easy_setopt(e, CURLOPT_WRITEFUNCTION, take_body);
	curl_easy_setopt(e, CURLOPT_WRITEDATA, t);
	curl_easy_setopt(e, CURLOPT_HEADERFUNCTION, take_header);
	curl_easy_setopt(e, CURLOPT_HEADERDATA, t);
	curl_easy_setopt(e, CURLOPT_OPENSOCKETFUNCTION, open_socket);
	curl_easy_setopt(e, CURLOPT_OPENSOCKETDATA, t);
	curl_easy_setopt(e, CURLOPT_PREREQFUNCTION, before_request);
	curl_easy_setopt(e, CURLOPT_PREREQDATA, t);
	curl_easy_setopt(e, CURLOPT_ERRORBUFFER, t->why);
	curl_easy_setopt(e, CURLOPT_PRIVATE, t);
	if (t->post)
		curl_easy_setopt(e, CURLOPT_POSTFIELDS, t->post);
}

/* NULL, or why t->url may not be asked; *proxy: what it goes through, or NULL. */
static const char *refusal(struct transfer *t, const struct url *url, const char **proxy)
{
	*proxy = proxy_for(url->scheme, url->host);
	t->proxied = *proxy != NULL;
	if (!t->endpoint && strcmp(url->scheme, "https") != 0)
		return "only https is followed";
	if (!t->endpoint && !address_public_name(url->host))
		return "its address is in a private network";
	if (t->secret && !t->secret_url)
		t->secret_url = mem_strdup(t->url);
	return add_headers(t) ? NULL : "a header with a line break";
}

/* Readies the handle for t->url; false, with a reason, where it may not be asked. */
static bool prepare(struct transfer *t)
{
	struct arena a = ARENA_INIT;
	struct err err = {""};
	const char *why, *proxy = NULL;
	struct url url;

	t->why[0] = 0;
	if (url_parse(&url, str_of(t->url), &a, &err) < 0)
		snprintf(t->why, sizeof t->why, "%.200s", err.msg);
	else if ((why = refusal(t, &url, &proxy)))
		snprintf(t->why, sizeof t->why, "%.100s: %s", url.host, why);
	arena_release(&a);
	if (t->why[0])
		return false;
	if (!t->easy)
		t->easy = curl_easy_init();
	if (t->easy)
		set_options(t, proxy);
	return t->easy != NULL;
}

int http_open(struct http **out, struct err *err)
{
	struct http *h = mem_zalloc(sizeof *h);

	*out = NULL;
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK || !(h->multi = curl_multi_init())) {
		free(h);
		return err_set(err, ERR_FAILED, "curl cannot be started");
	}
	curl_multi_setopt(h->multi, CURLMOPT_MAX_HOST_CONNECTIONS, 4L);
	*out = h;
	return 0;
}

void http_close(struct http *h)
{
	if (!h)
		return;
	while (h->first)
		finish(h->first, HTTP_CANCELLED);
	curl_multi_cleanup(h->multi);
	curl_global_cleanup();
	vec_release(&h->stand_ins);
	free(h);
}

int64_t http_send(struct http *h, const struct http_request *r, http_done done, void *data)
{
	struct transfer *t = mem_zalloc(sizeof *t);

	t->http = h;
	t->number = ++h->last;
	t->done = done;
	t->data = data;
	t->url = mem_strdup(r->url);
	t->accept = copy(r->accept);
	t->post = copy(r->post);
	t->post_type = copy(r->post_type);
	t->secret = copy(r->secret);
	t->etag = copy(r->etag);
	t->last_modified = copy(r->last_modified);
	t->most = r->most;
	t->endpoint = r->endpoint;
	t->timeout_ms = r->timeout_ms > 0 ? r->timeout_ms : TOTAL_MS;
	strbuf_init(&t->body);
	t->got = (struct headers)HEADERS_INIT;
	t->next = h->first;
	h->first = t;
	if (!prepare(t))
		t->forbidden = true;
	else
		curl_multi_add_handle(h->multi, t->easy);
	return t->number;
}

void http_cancel(struct http *h, int64_t number)
{
	for (struct transfer *t = h->first; t; t = t->next)
		if (t->number == number) {
			finish(t, HTTP_CANCELLED);
			return;
		}
}

static bool redirect(long status)
{
	return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/* Nothing of an answer on the way is told as that of the end. */
static void forget_answer(struct transfer *t)
{
	strbuf_reset(&t->body);
	headers_release(&t->got);
	t->slow = (struct slow){0};
}

void http_stand_in(struct http *h, const char *service, const char *base)
{
	vec_push(&h->stand_ins, (struct stand_in){service, base});
}

/* What a recorded answer of a service says of it is meant for the endpoint. */
static const char *where_it_stands(const struct transfer *t, const char *url, struct arena *a)
{
	for (size_t i = 0; t->endpoint && i < t->http->stand_ins.n; i++) {
		const struct stand_in *s = &t->http->stand_ins.at[i];
		size_t n = strlen(s->service);

		if (!strncmp(url, s->service, n) && strchr("/?", url[n])) /* or it ends there */
			return arena_printf(a, "%s%s", s->base, url + n);
	}
	return url;
}

/* Goes where the answer points; false where the transfer has ended. */
static bool follow(struct transfer *t, long status)
{
	struct arena a = ARENA_INIT;
	const char *stands, *to = t->got.location.len ? url_join(t->url, t->got.location.buf, &a) : NULL;
	const char *why = !to ? "a redirect that leads nowhere"
			  : t->post ? "what was sent is not sent on" /* a body may lose its meaning on the way */
			  : ++t->hops > HOPS_MOST ? "too many redirects"
						  : NULL;

	if (why) {
		snprintf(t->why, sizeof t->why, "%s", why);
		arena_release(&a);
		return false;
	}
	t->moved |= status == 301 || status == 308;
	stands = where_it_stands(t, to, &a);
	t->endpoint = t->endpoint && (stands != to || url_same_origin(t->url, to));
	free(t->url);
	t->url = mem_strdup(stands);
	arena_release(&a);
	forget_answer(t);
	curl_multi_remove_handle(t->http->multi, t->easy);
	if (!prepare(t))
		return false;
	curl_multi_add_handle(t->http->multi, t->easy);
	return true;
}

static enum http_outcome outcome_of(struct transfer *t, CURLcode rc)
{
	if (t->too_large)
		return HTTP_TOO_LARGE;
	if (t->forbidden)
		return HTTP_FORBIDDEN;
	if (t->too_slow)
		return HTTP_TIMEOUT;
	switch (rc) {
	case CURLE_OK:
		return HTTP_ANSWERED;
	case CURLE_OPERATION_TIMEDOUT:
		return HTTP_TIMEOUT;
	case CURLE_PARTIAL_FILE:
	case CURLE_BAD_CONTENT_ENCODING:
	case CURLE_HTTP2:
	case CURLE_HTTP2_STREAM:
		return HTTP_BROKEN;
	case CURLE_UNSUPPORTED_PROTOCOL:
		return HTTP_FORBIDDEN;
	default:
		return HTTP_UNREACHABLE;
	}
}

static void explain(struct transfer *t, enum http_outcome outcome, CURLcode rc)
{
	if (outcome == HTTP_TOO_LARGE)
		snprintf(t->why, sizeof t->why, "the answer is larger than %zu bytes", t->most);
	else if (outcome == HTTP_FORBIDDEN && (rc == CURLE_COULDNT_CONNECT || rc == CURLE_ABORTED_BY_CALLBACK))
		snprintf(t->why, sizeof t->why, "its address is in a private network");
	else if (t->too_slow)
		snprintf(t->why, sizeof t->why, "the answer does not come, or too slowly");
	else if (outcome != HTTP_ANSWERED && !t->why[0])
		snprintf(t->why, sizeof t->why, "%s", curl_easy_strerror(rc));
}

static void ended(struct transfer *t, CURLcode rc)
{
	enum http_outcome outcome = outcome_of(t, rc);
	long status = 0;

	curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status);
	if (outcome == HTTP_ANSWERED && redirect(status)) {
		if (follow(t, status))
			return;
		outcome = HTTP_FORBIDDEN;
	}
	explain(t, outcome, rc);
	finish(t, outcome);
}

/* Transfers that could not even be started. */
static void refuse(struct http *h)
{
	struct transfer *t, *next;

	for (t = h->first; t; t = next) {
		next = t->next;
		if (!t->easy)
			finish(t, HTTP_FORBIDDEN);
	}
}

static int running(const struct http *h)
{
	int n = 0;

	for (const struct transfer *t = h->first; t; t = t->next)
		n++;
	return n;
}

int http_run(struct http *h, int fd, int timeout_ms, struct err *err)
{
	struct curl_waitfd extra = {fd, CURL_WAIT_POLLIN, 0};
	int active, left;
	CURLMcode rc;
	CURLMsg *m;

	refuse(h);
	rc = curl_multi_perform(h->multi, &active);
	if (rc == CURLM_OK && (active || !h->first))
		rc = curl_multi_poll(h->multi, &extra, fd >= 0, timeout_ms, NULL);
	if (rc == CURLM_OK)
		rc = curl_multi_perform(h->multi, &active);
	if (rc != CURLM_OK)
		return err_set(err, ERR_NETWORK, "%s", curl_multi_strerror(rc));
	while ((m = curl_multi_info_read(h->multi, &left))) {
		struct transfer *t;

		if (m->msg != CURLMSG_DONE)
			continue;
		curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, (char **)&t);
		ended(t, m->data.result);
	}
	return running(h);
}
