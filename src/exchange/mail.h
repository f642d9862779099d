/*
 * mail - the lines of saved mail as its reader saw them.
 *
 * A file is one mail, several in a row (mbox: RFC 4155), or the bare body. Lines of a body that was sent as
 * quoted-printable (RFC 2045, section 6.7) are decoded; other encodings are left as they are.
 */
#ifndef EXCHANGE_MAIL_H
#define EXCHANGE_MAIL_H

#include "base/strbuf.h"

struct mail {
	struct str rest;
	size_t line; /* number of the line at hand, from 1; of the first one where several were joined */
	size_t next;
	bool mbox, blank;  /* mails in a row; the line before was empty */
	bool head, quoted; /* within a mail's header; its body is quoted-printable */
	struct strbuf decoded;
};

void mail_open(struct mail *m, struct str text);
void mail_close(struct mail *m);

/* The next line without its end; good until the next call. Lines of headers are given like others. */
bool mail_line(struct mail *m, struct str *line);

#endif
