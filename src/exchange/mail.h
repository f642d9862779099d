/*
 * mail - the lines of saved mail as its reader saw them.
 *
 * A file is one mail, several in a row (mbox: RFC 4155), or the bare body. Bodies and parts of bodies (RFC 2046) that
 * were sent as quoted-printable or base64 (RFC 2045, section 6) are decoded; parts that are no plain text are passed
 * over, since a mail has its text in plain, too.
 */
#ifndef EXCHANGE_MAIL_H
#define EXCHANGE_MAIL_H

#include "base/strbuf.h"

enum mail_coding { MAIL_PLAIN, MAIL_QUOTED, MAIL_BASE64 };

struct mail {
	struct str rest;
	struct str body; /* what was decoded at one go, as far as it is not given yet */
	size_t line; /* number of the line at hand, from 1; of the first one where several were joined */
	size_t next;
	bool mbox, blank; /* mails in a row; the line before was empty */
	bool begun, head; /* within the header of a mail or of a part, which may have begun; it says of the body … */
	enum mail_coding coding; /* … how it was sent */
	bool passed;             /* … and that it is no plain text */
	void (*take)(struct mail *m, struct str value); /* of the field at hand, which may be folded; or NULL */
	struct strbuf decoded;
};

void mail_open(struct mail *m, struct str text);
void mail_close(struct mail *m);

/* The next line without its end; good until the next call. Lines of headers are given like others. */
bool mail_line(struct mail *m, struct str *line);

#endif
