package scorer

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"shortlist/parser"
)

// corpus lies beside the repository on the machines of those who work on it.
const corpus = "../../shared/corpus"

// corpusFields are the fields of work of the corpus: a posting of
// testdata/postings for what the resume's last jobs were, or, of a graduate, its studies.
var corpusFields = map[string]string{
	"docx/01": "qa", "docx/03": "devops", "docx/04": "php", "docx/05": "dotnet", "docx/06": "etl",
	"docx/07": "it-support", "docx/08": "php", "docx/09": "java", "docx/10": "pmo-analyst", "docx/11": "field-service",
	"docx/12": "electrical", "docx/13": "it-officer", "docx/14": "civil", "docx/15": "it-sales", "docx/16": "electrical",
	"docx/17": "it-support", "docx/18": "hvac", "docx/19": "sysadmin", "docx/20": "php", "docx/21": "inspection",
	"docx/22": "delivery-manager", "docx/23": "maintenance", "docx/24": "draftsman", "docx/25": "qa", "docx/26": "satcom",
	"docx/27": "networking", "docx/28": "credit", "docx/29": "crm-manager", "docx/30": "electrical", "docx/31": "civil",
	"docx/32": "accounts", "docx/33": "qa", "docx/34": "sales-manager", "docx/35": "switchgear", "docx/36": "surgeon",
	"pdf/awesome": "devops", "pdf/chanchal": "office", "pdf/chromium": "engineering-manager", "pdf/deedy": "software", "pdf/google-docs-skia-proxy-achievements": "software",
	"pdf/google-docs-skia-proxy-minimal": "software", "pdf/google-docs-skia-proxy-two-column": "software", "pdf/headerless": "qa", "pdf/letter": "software", "pdf/multi": "software",
	"pdf/rendercv-classic": "ml", "pdf/rendercv-opal": "ml", "pdf/shared": "software", "pdf/single": "data-analyst", "pdf/weasyprint": "software",
}

// near are the groups of fields within which a match says little.
var nearFields = []string{
	"qa devops php dotnet etl it-support java it-officer networking sysadmin delivery-manager software engineering-manager ml data-analyst",
	"pmo-analyst delivery-manager engineering-manager data-analyst office hr credit accounts it-support it-officer",
	"field-service electrical civil hvac inspection maintenance draftsman satcom switchgear networking it-support",
	"it-sales crm-manager sales-manager office it-support", "credit accounts", "surgeon nurse", "satcom inspection qa", "it-officer teacher",
}

func nearField(a, b string) bool {
	if a == b {
		return true
	}
	for _, group := range nearFields {
		names := strings.Fields(group)
		has := func(x string) bool {
			for _, n := range names {
				if n == x {
					return true
				}
			}
			return false
		}
		if has(a) && has(b) {
			return true
		}
	}
	return false
}

func TestHoldout(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/postings/fields.txtar")
	if err != nil {
		t.Fatal(err)
	}
	s := judge(t)
	good, all := 0, 0
	okpairs, pairs := 0, 0
	for _, folder := range []string{"docx", "pdf"} {
		files, _ := filepath.Glob(filepath.Join(corpus, folder, "*"))
		for _, f := range files {
			key := folder + "/" + filepath.Base(f)
			own := ""
			for k, v := range corpusFields {
				if strings.HasPrefix(key, k) {
					own = v
				}
			}
			if own == "" {
				continue
			}
			data, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			doc, err := parser.Parse(t.Context(), filepath.Base(f), data, parser.Options{})
			if err != nil {
				t.Fatal(err)
			}
			mine, worst, worstName := 0, 0, ""
			var match = map[string]int{}
			for _, p := range archive.Files {
				if p.Name != own && nearField(p.Name, own) {
					continue
				}
				j := check(t, s, doc, Options{Job: string(p.Data)}).Job
				match[p.Name] = j.Match
				if p.Name == own {
					mine = j.Match
					parts := ""
					for _, x := range j.Parts {
						if x.Max > 0 {
							parts += fmt.Sprintf(" %s %.0f/%.0f", x.ID, x.Points, x.Max)
						}
					}
					fmt.Printf("%-34.34s %-12s %3d %s\n", key, own, mine, parts)
				} else if j.Match > worst {
					worst, worstName = j.Match, p.Name
				}
			}
			for n, m := range match {
				if n != own {
					pairs++
					if mine-m >= 40 {
						okpairs++
					}
				}
			}
			all++
			if mine-worst >= 40 {
				good++
			} else {
				fmt.Printf("      ---- %d - %d %s\n", mine, worst, worstName)
			}
		}
	}
	fmt.Println(good, "of", all, "files;", okpairs, "of", pairs, "pairs")
}
