#include "address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"

/* RFC 6890 and the registries that follow it: network and length of its prefix. */
static const struct {
	uint32_t network;
	int bits;
} inside[] = {
	{0x00000000, 8},  /* 0.0.0.0/8 this network */
	{0x0A000000, 8},  /* 10.0.0.0/8 private */
	{0x64400000, 10}, /* 100.64.0.0/10 shared */
	{0x7F000000, 8},  /* 127.0.0.0/8 loopback */
	{0xA9FE0000, 16}, /* 169.254.0.0/16 link local */
	{0xAC100000, 12}, /* 172.16.0.0/12 private */
	{0xC0000000, 24}, /* 192.0.0.0/24 protocol assignments */
	{0xC0000200, 24}, /* 192.0.2.0/24 documentation */
	{0xC0A80000, 16}, /* 192.168.0.0/16 private */
	{0xC6120000, 15}, /* 198.18.0.0/15 benchmarking */
	{0xC6336400, 24}, /* 198.51.100.0/24 documentation */
	{0xCB007100, 24}, /* 203.0.113.0/24 documentation */
	{0xE0000000, 3},  /* 224.0.0.0 and above: multicast, reserved */
};

static bool public_v4(uint32_t ip)
{
	for (size_t i = 0; i < sizeof inside / sizeof *inside; i++)
		if ((ip ^ inside[i].network) >> (32 - inside[i].bits) == 0)
			return false;
	return true;
}

static uint32_t v4_at(const unsigned char *b)
{
	return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

static bool public_v6(const unsigned char *b)
{
	static const unsigned char zero[12];

	if (!memcmp(b, zero, 10) && b[10] == 0xFF && b[11] == 0xFF)
		return public_v4(v4_at(b + 12)); /* ::ffff:a.b.c.d */
	if (b[0] == 0x00 && b[1] == 0x64 && b[2] == 0xFF && b[3] == 0x9B)
		return public_v4(v4_at(b + 12)); /* 64:ff9b::/96, NAT64 */
	if (b[0] == 0x20 && b[1] == 0x02)
		return public_v4(v4_at(b + 2)); /* 2002::/16, 6to4 */
	if (b[0] == 0x20 && b[1] == 0x01 && (b[2] < 0x02 || (b[2] == 0x0D && b[3] == 0xB8)))
		return false; /* 2001::/23 protocol assignments, 2001:db8::/32 documentation */
	return (b[0] & 0xE0) == 0x20; /* 2000::/3 is all of global unicast */
}

bool address_public(const struct sockaddr *address)
{
	const struct sockaddr_in6 *v6 = (const void *)address;
	const struct sockaddr_in *v4 = (const void *)address;

	switch (address->sa_family) {
	case AF_INET:
		return public_v4(ntohl(v4->sin_addr.s_addr));
	case AF_INET6:
		return public_v6(v6->sin6_addr.s6_addr);
	default:
		return false;
	}
}

bool address_public_name(const char *host)
{
	struct str name = str_of(host);
	unsigned char v6[16];
	struct in_addr v4;
	char plain[64];

	if (str_starts(name, "[") && str_ends(name, "]"))
		name = str_sub(name, 1, name.n - 1);
	if (str_ends(name, ".")) /* the root's */
		name = str_sub(name, 0, name.n - 1);
	if (str_case_eq(name, STR_LIT("localhost")) ||
		(name.n > 9 && str_case_eq(str_sub(name, name.n - 10, name.n), STR_LIT(".localhost"))))
		return false;
	snprintf(plain, sizeof plain, "%.*s", (int)(name.n < 63 ? name.n : 63), name.p);
	plain[strcspn(plain, "%")] = 0; /* a zone: fe80::1%eth0 */
	if (inet_pton(AF_INET, plain, &v4) == 1)
		return public_v4(ntohl(v4.s_addr));
	return inet_pton(AF_INET6, plain, v6) != 1 || public_v6(v6);
}
