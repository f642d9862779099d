#include "exchange/categories.h"

#include <string.h>

enum { MOST_CATEGORIES = 64 }; /* of one paper */

/*
 * Archives and their subjects, those that were merged long ago too: old papers still have them (arXiv-base,
 * arxiv/taxonomy/definitions.py).
 */
static const char codes[] =
	"acc-phys adap-org alg-geom ao-sci astro-ph astro-ph.CO astro-ph.EP astro-ph.GA astro-ph.HE "
	"astro-ph.IM astro-ph.SR atom-ph bayes-an chao-dyn chem-ph cmp-lg comp-gas cond-mat cond-mat.dis-nn "
	"cond-mat.mes-hall cond-mat.mtrl-sci cond-mat.other cond-mat.quant-gas cond-mat.soft "
	"cond-mat.stat-mech cond-mat.str-el cond-mat.supr-con cs cs.AI cs.AR cs.CC cs.CE cs.CG cs.CL cs.CR "
	"cs.CV cs.CY cs.DB cs.DC cs.DL cs.DM cs.DS cs.ET cs.FL cs.GL cs.GR cs.GT cs.HC cs.IR cs.IT cs.LG "
	"cs.LO cs.MA cs.MM cs.MS cs.NA cs.NE cs.NI cs.OH cs.OS cs.PF cs.PL cs.RO cs.SC cs.SD cs.SE cs.SI "
	"cs.SY dg-ga econ econ.EM econ.GN econ.TH eess eess.AS eess.IV eess.SP eess.SY funct-an gr-qc hep-ex "
	"hep-lat hep-ph hep-th math math-ph math.AC math.AG math.AP math.AT math.CA math.CO math.CT math.CV "
	"math.DG math.DS math.FA math.GM math.GN math.GR math.GT math.HO math.IT math.KT math.LO math.MG "
	"math.MP math.NA math.NT math.OA math.OC math.PR math.QA math.RA math.RT math.SG math.SP math.ST "
	"mtrl-th nlin nlin.AO nlin.CD nlin.CG nlin.PS nlin.SI nucl-ex nucl-th patt-sol physics physics.acc-ph "
	"physics.ao-ph physics.app-ph physics.atm-clus physics.atom-ph physics.bio-ph physics.chem-ph "
	"physics.class-ph physics.comp-ph physics.data-an physics.ed-ph physics.flu-dyn physics.gen-ph "
	"physics.geo-ph physics.hist-ph physics.ins-det physics.med-ph physics.optics physics.plasm-ph "
	"physics.pop-ph physics.soc-ph physics.space-ph plasm-ph q-alg q-bio q-bio.BM q-bio.CB q-bio.GN "
	"q-bio.MN q-bio.NC q-bio.OT q-bio.PE q-bio.QM q-bio.SC q-bio.TO q-fin q-fin.CP q-fin.EC q-fin.GN "
	"q-fin.MF q-fin.PM q-fin.PR q-fin.RM q-fin.ST q-fin.TR quant-ph solv-int stat stat.AP stat.CO stat.ME "
	"stat.ML stat.OT stat.TH supr-con ";

/* True where word stands among the codes; exact: with its case. */
static struct str find(struct str word)
{
	struct str all = str_of(codes), code;

	while (str_split(&all, ' ', &code))
		if (code.n && str_case_eq(code, word))
			return code;
	return (struct str){NULL, 0};
}

bool category_known(struct str code)
{
	struct str found = find(code);

	return found.p && str_eq(found, code);
}

/* A subject that is newer than this list: two capitals, or words as in "cond-mat.quant-gas". */
static bool new_subject(struct str code)
{
	ptrdiff_t dot = str_chr(code, '.');
	struct str subject = str_sub(code, (size_t)(dot + 1), code.n);
	size_t small = 0, capital = 0;

	if (dot < 1 || subject.n < 2 || subject.n > 12 || !category_known(str_sub(code, 0, (size_t)dot)))
		return false;
	for (size_t i = 0; i < subject.n; i++) {
		small += ch_lower(subject.p[i]) || subject.p[i] == '-';
		capital += ch_upper(subject.p[i]);
	}
	return small == subject.n || (capital == 2 && subject.n == 2);
}

void category_add(struct str code, struct arena *a, struct strs *categories)
{
	code = str_trim(code);
	if (categories->n >= MOST_CATEGORIES || !(category_known(code) || new_subject(code)))
		return;
	for (size_t i = 0; i < categories->n; i++)
		if (str_eqz(code, categories->at[i]))
			return;
	vec_push_in(a, categories, arena_str(a, code));
}

const char *category_read(struct str word, struct arena *a)
{
	struct str found = find(word);

	return found.p ? arena_str(a, found) : NULL;
}

bool category_has_subjects(const char *code)
{
	struct str all = str_of(codes), one;
	size_t n = strlen(code);

	while (str_split(&all, ' ', &one))
		if (one.n > n && one.p[n] == '.' && str_starts(one, code))
			return true;
	return false;
}
