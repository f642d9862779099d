/*
 * address - which network addresses are other people's, and which lead inside.
 */
#ifndef NET_ADDRESS_H
#define NET_ADDRESS_H

#include <stdbool.h>
#include <sys/socket.h>

/*
 * False for loopback, private, link-local, shared, multicast and reserved addresses of IPv4 and IPv6, also where
 * an IPv4 address is written inside an IPv6 one (IANA special-purpose address registries; RFC 6890).
 */
bool address_public(const struct sockaddr *address);

/*
 * The same of a host in words: false where it is written as such an address ("127.0.0.1", "[::1]"), and for localhost
 * (RFC 6761); true for all other names, whatever they lead to.
 */
bool address_public_name(const char *host);

#endif
