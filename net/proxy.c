#include "proxy.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>

static const char *variable(const char *lower, const char *upper)
{
	const char *value = getenv(lower);

	if (!value && upper)
		value = getenv(upper);
	return value && *value ? value : NULL;
}

const char *proxy_for(const char *scheme, const char *host)
{
	const char *none = variable("no_proxy", "NO_PROXY"), *proxy;

	proxy = !strcmp(scheme, "https") ? variable("https_proxy", "HTTPS_PROXY") : variable("http_proxy", NULL);
	if (!proxy)
		proxy = variable("all_proxy", "ALL_PROXY");
	return proxy && !(none && proxy_passed_by(str_of(none), host)) ? proxy : NULL;
}

/* Bytes of an address, 4 or 16; 0: it is none. */
static size_t address(struct str text, unsigned char *out)
{
	char plain[64];

	if (text.n > 1 && text.p[0] == '[' && text.p[text.n - 1] == ']')
		text = str_sub(text, 1, text.n - 1);
	snprintf(plain, sizeof plain, "%.*s", (int)(text.n < 63 ? text.n : 63), text.p);
	if (inet_pton(AF_INET, plain, out) == 1)
		return 4;
	return inet_pton(AF_INET6, plain, out) == 1 ? 16 : 0;
}

static bool same_bits(const unsigned char *a, const unsigned char *b, size_t bits)
{
	size_t whole = bits / 8, rest = bits % 8;

	return !memcmp(a, b, whole) && (!rest || !((a[whole] ^ b[whole]) >> (8 - rest)));
}

static bool in_network(struct str network, const char *host)
{
	ptrdiff_t slash = str_chr(network, '/');
	unsigned char a[16], b[16];
	size_t n = address(slash < 0 ? network : str_sub(network, 0, (size_t)slash), a), bits = n * 8, given = 0;

	if (!n || address(str_of(host), b) != n)
		return false;
	for (size_t i = slash < 0 ? network.n : (size_t)slash + 1; i < network.n; i++) {
		if (!ch_digit(network.p[i]) || given > 128)
			return false;
		given = given * 10 + (size_t)(network.p[i] - '0');
	}
	return given <= bits && same_bits(a, b, slash < 0 ? bits : given);
}

static bool names(struct str word, struct str host)
{
	if (str_starts(word, "."))
		word = str_sub(word, 1, word.n);
	if (!word.n || host.n < word.n || !str_case_eq(str_sub(host, host.n - word.n, host.n), word))
		return false;
	return host.n == word.n || host.p[host.n - word.n - 1] == '.';
}

bool proxy_passed_by(struct str list, const char *host)
{
	struct str part, word;

	while (str_split(&list, ',', &part))
		while (str_split(&part, ' ', &word))
			if (str_eqz(word, "*") || names(word, str_of(host)) || in_network(word, host))
				return true;
	return false;
}
