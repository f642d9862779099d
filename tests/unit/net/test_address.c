/* net/address: the special-purpose registries of IANA. */
#include "../test.h"

#include <arpa/inet.h>

#include "address.h"

static bool is_public(const char *text)
{
	struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};
	struct sockaddr_in v4 = {.sin_family = AF_INET};

	if (inet_pton(AF_INET, text, &v4.sin_addr) == 1)
		return address_public((const struct sockaddr *)&v4);
	assert_int_equal(inet_pton(AF_INET6, text, &v6.sin6_addr), 1);
	return address_public((const struct sockaddr *)&v6);
}

static void test_public(void **state)
{
	static const char *const texts[] = {"8.8.8.8", "151.101.1.42", "100.63.255.255", "100.128.0.0", "172.15.0.1",
		"172.32.0.1", "192.169.0.1", "223.255.255.255", "2a04:4e42::42", "2606:4700::1111",
		"::ffff:8.8.8.8", "64:ff9b::808:808"};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (!is_public(texts[i]))
			fail_msg("%s is public", texts[i]);
}

static void test_inside(void **state)
{
	static const char *const texts[] = {"0.0.0.0", "10.1.2.3", "100.64.0.1", "100.127.255.255", "127.0.0.1",
		"127.255.255.254", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.168.1.1", "198.18.0.1",
		"224.0.0.1", "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "fc00::1",
		"fd12::1", "fe80::1", "ff02::1", "2001:db8::1", "64:ff9b::7f00:1", "2002:7f00:1::", "::127.0.0.1"};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (is_public(texts[i]))
			fail_msg("%s leads inside", texts[i]);
}

static void test_no_address(void **state)
{
	struct sockaddr local = {.sa_family = AF_UNIX};

	(void)state;
	assert_false(address_public(&local));
}

static void test_names(void **state)
{
	static const char *const inside[] = {"localhost", "LOCALHOST", "localhost.", "x.localhost", "127.0.0.1",
		"127.0.0.1.", "10.0.0.1", "::1", "[::1]", "[fe80::1%eth0]", "[::ffff:127.0.0.1]", "0.0.0.0"};
	static const char *const outside[] = {"arxiv.org", "localhost.example", "mylocalhost", "8.8.8.8",
		"[2606:4700::1111]", "10.0.0.1.example"};

	(void)state;
	for (size_t i = 0; i < sizeof inside / sizeof *inside; i++)
		if (address_public_name(inside[i]))
			fail_msg("%s leads inside", inside[i]);
	for (size_t i = 0; i < sizeof outside / sizeof *outside; i++)
		if (!address_public_name(outside[i]))
			fail_msg("%s is public", outside[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_public),
		cmocka_unit_test(test_inside),
		cmocka_unit_test(test_no_address),
		cmocka_unit_test(test_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
