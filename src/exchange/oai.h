/*
 * oai - answers of arXiv's OAI-PMH server: ListRecords and GetRecord, in the formats arXiv, arXivRaw, arXivOld and
 * oai_dc, of the server since 2025 and the one before.
 *
 * Formats: The Open Archives Initiative Protocol for Metadata Harvesting 2.0, sections 2 to 4; arXiv help, "Open
 * Archives Initiative (OAI)"; arXiv's schemas arXiv.xsd, arXivRaw.xsd, arXivOld.xsd. Elements are taken by their names
 * in any order. Pure: bytes in, papers out.
 */
#ifndef EXCHANGE_OAI_H
#define EXCHANGE_OAI_H

#include "base/clock.h"
#include "exchange/format.h"

enum { OAI_TOKEN = 1024, OAI_CODE = 32, OAI_WHY = 240 };

/* What an answer says of itself. */
struct oai_facts {
	char code[OAI_CODE];    /* of an error, as the protocol names it ("noRecordsMatch"), or "" … */
	char why[OAI_WHY];      /* … in the server's words */
	char token[OAI_TOKEN];  /* for the next page, as it came; "" on the last one */
	int64_t total;          /* papers in all pages; -1: not said */
	char asked[CLOCK_TEXT]; /* when it was answered, by the server's clock; "" */
	char newest[DATE_TEXT]; /* the last day on which a record of it changed; "" */
	size_t records;         /* read or not … */
	size_t deleted;         /* … of these, those that are gone */
	size_t flaw;            /* the line where it stops being well-formed, cut short perhaps; 0: nowhere */
};

/*
 * Reads papers to in->batch; in->bad is told the line of a record that cannot be read. An error that the server tells
 * is in the facts, not a failure. Fails where text is no answer of OAI-PMH.
 *
 * The dates of the format "arXiv": until 2025 `created` is the day of the first version and `updated` that of the
 * newest one; since then `created` is that of the newest one, and `updated` when the record was touched. What is known
 * of a first version then is the month in the paper's id.
 */
int oai_read(struct str text, const struct intake *in, struct oai_facts *facts, struct err *err);

#endif
