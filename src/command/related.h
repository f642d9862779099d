/*
 * related - reasons as the contract's why[].
 */
#ifndef COMMAND_RELATED_H
#define COMMAND_RELATED_H

#include "base/json.h"
#include "related/score.h"

void related_json_reasons(struct json *j, const struct reasons *why);

#endif
