/*
 * err - errors: a code to act on and a message to show.
 *
 * A function that can fail takes `struct err *err` last, answers 0 or one of the negative codes
 * below, and leaves a message in err where the facts are known. Only a command or the browser shows
 * it. err may be NULL where the caller wants only the code.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stdarg.h>

/* The exit code of the program is minus the code (the command-line contract). */
enum {
	ERR_FAILED = -1,         /* nothing changed */
	ERR_USAGE = -2,          /* a word of the caller is wrong */
	ERR_PARTLY = -3,         /* some of it is done, some could not be */
	ERR_NOT_FOUND = -4,      /* no such paper, list or tag */
	ERR_NETWORK = -5,        /* the network or a remote server failed */
	ERR_INTERRUPTED = -130,  /* by the reader; what was saved stays saved */
};

struct err {
	char msg[1024]; /* one line of UTF-8, safe to show; "" where there is no error */
};

/*
 * Formats the message (cut at the end of msg; controls, bidi overrides and broken UTF-8 become "?") and
 * answers code: `return err_set(err, ERR_FAILED, …)`.
 */
__attribute__((format(printf, 3, 4))) int err_set(struct err *err, int code, const char *fmt, ...);
__attribute__((format(printf, 3, 0))) int err_vset(
	struct err *err, int code, const char *fmt, va_list ap);

/* err_set with ": " and the text of errno. Reads errno first. */
__attribute__((format(printf, 3, 4))) int err_set_errno(
	struct err *err, int code, const char *fmt, ...);

/* Puts "what: " in front of the message: where it happened, said by each caller on the way up. */
__attribute__((format(printf, 2, 3))) void err_prefix(struct err *err, const char *fmt, ...);

#endif
