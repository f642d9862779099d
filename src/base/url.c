#include "base/url.h"

#include <curl/curl.h>
#include <stdlib.h>

enum { URL_MOST = 2048 };

static const char *part(CURLU *u, CURLUPart what, struct arena *a)
{
	char *text = NULL, *copy;

	if (curl_url_get(u, what, &text, 0) != CURLUE_OK || !text)
		return "";
	copy = arena_strdup(a, text);
	curl_free(text);
	return copy;
}

static const char *lowered(const char *text, struct arena *a)
{
	char *copy = arena_strdup(a, text);

	for (char *p = copy; *p; p++)
		*p = ch_tolower(*p);
	return copy;
}

static int read_parts(struct url *url, CURLU *u, struct str text, struct arena *a, struct err *err)
{
	CURLUcode rc = curl_url_set(u, CURLUPART_URL, arena_str(a, text), CURLU_NON_SUPPORT_SCHEME);

	if (rc != CURLUE_OK)
		return err_set(err, ERR_FAILED, "%s", curl_url_strerror(rc));
	url->scheme = part(u, CURLUPART_SCHEME, a);
	url->user = part(u, CURLUPART_USER, a);
	url->host = lowered(part(u, CURLUPART_HOST, a), a);
	url->port = part(u, CURLUPART_PORT, a);
	url->path = part(u, CURLUPART_PATH, a);
	url->query = part(u, CURLUPART_QUERY, a);
	url->fragment = part(u, CURLUPART_FRAGMENT, a);
	if (!str_eqz(str_of(url->scheme), "http") && !str_eqz(str_of(url->scheme), "https"))
		return err_set(err, ERR_FAILED, "the scheme is %s, not http or https", url->scheme);
	return 0;
}

int url_parse(struct url *url, struct str text, struct arena *a, struct err *err)
{
	CURLU *u;
	int rc;

	if (text.n > URL_MOST)
		return err_set(err, ERR_FAILED, "longer than %d bytes", URL_MOST);
	if (text.n && memchr(text.p, 0, text.n))
		return err_set(err, ERR_FAILED, "a zero byte in it");
	u = curl_url();
	if (!u)
		return err_set(err, ERR_FAILED, "no memory for a URL");
	rc = read_parts(url, u, text, a, err);
	curl_url_cleanup(u);
	return rc;
}

const char *url_join(const char *base, const char *reference, struct arena *a)
{
	CURLU *u = curl_url();
	const char *full = "";

	if (u && !curl_url_set(u, CURLUPART_URL, base, 0) && !curl_url_set(u, CURLUPART_URL, reference, 0))
		full = part(u, CURLUPART_URL, a);
	curl_url_cleanup(u);
	return *full ? full : NULL;
}

bool url_same_origin(const char *x, const char *y)
{
	struct arena arena = ARENA_INIT;
	struct url a, b;
	bool same = !url_parse(&a, str_of(x), &arena, NULL) && !url_parse(&b, str_of(y), &arena, NULL) &&
		    !strcmp(a.scheme, b.scheme) && !strcmp(a.host, b.host) && !strcmp(a.port, b.port);

	arena_release(&arena);
	return same;
}
