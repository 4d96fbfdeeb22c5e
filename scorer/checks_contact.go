package scorer

import (
	"fmt"
	"net/mail"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"shortlist/parser"
)

// The checks of who you are and where to reach you.

// top is the place where what is missing belongs: the line of the name.
func (r *reading) top() []Evidence { return r.quote(max(0, r.findFolded(r.doc.Name))) }

func (r *reading) contactName() outcome {
	if r.doc.Name == "" {
		return outcome{
			status:   Fail,
			reason:   "No line was recognized as your name.",
			fix:      "Write your name, and nothing else, on the first line of the page, as text rather than as a picture.",
			evidence: r.quote(0),
		}
	}
	at := slices.IndexFunc(r.doc.Lines, func(l parser.Line) bool { return holdsFolded(l.Text, r.doc.Name) })
	if at >= int(r.limits["name-lines"]) && r.doc.Lines[at].Part == parser.PartBody {
		return outcome{
			status:   Warn,
			reason:   fmt.Sprintf("Your name was first found on line %d as a machine reads the document.", at+1),
			fix:      "Put your name on the first line of the page.",
			evidence: r.quote(at),
		}
	}
	return passed("%s stands at the top.", quoted(r.doc.Name))
}

var emailRE = regexp.MustCompile(`[\pL\d._%+-]+@[\pL\d.-]+\.[\pL]{2,}`)

func (r *reading) contactEmail() outcome {
	email := r.doc.Email
	if email == "" {
		return outcome{
			status:   Fail,
			reason:   "No e-mail address was found.",
			fix:      "Write it below your name as text, such as first.last@example.com; an icon or a link without the address is not read.",
			evidence: r.top(),
		}
	}
	if _, err := mail.ParseAddress(email); err != nil {
		return outcome{
			status:   Fail,
			reason:   fmt.Sprintf("%s is not a complete e-mail address.", quoted(email)),
			fix:      "Write the address in full, without spaces.",
			evidence: r.quote(r.findFolded(email)),
		}
	}
	line := r.findFolded(email)
	if line < 0 {
		return outcome{
			status:   Warn,
			reason:   fmt.Sprintf("%s was pieced together: no line prints it as one word.", quoted(email)),
			fix:      "Print the address itself on one line, without spaces in it and without the name of the field glued to it.",
			evidence: r.quote(r.lineOfEmail(email)),
		}
	}
	if others := r.otherEmails(email); len(others) > 0 {
		return outcome{
			status:   Warn,
			reason:   fmt.Sprintf("Besides %s the head of the resume gives %s; a form takes only one, and not always the one you mean.", quoted(email), quotedList(others, 2)),
			fix:      "Keep the address you read every day.",
			evidence: r.quote(line),
		}
	}
	return passed("%s reads as a complete address.", quoted(email))
}

// lineOfEmail returns the line of an address that no line prints as one word: the
// one that holds its site, else the line of the name.
func (r *reading) lineOfEmail(email string) int {
	_, site, _ := strings.Cut(email, "@")
	if line := r.findFolded(site); line >= 0 {
		return line
	}
	return max(0, r.findFolded(r.doc.Name))
}

// otherEmails are the addresses of the head of the resume beside the one taken.
func (r *reading) otherEmails(email string) []string {
	var out []string
	for _, l := range r.doc.Lines {
		if l.Section != parser.Contact {
			continue
		}
		for _, m := range emailRE.FindAllString(l.Text, -1) {
			if !strings.EqualFold(m, email) && !strings.HasSuffix(strings.ToLower(m), strings.ToLower(email)) && !slices.Contains(out, m) {
				out = append(out, m)
			}
		}
	}
	return out
}

// findFolded returns the id of the first line that holds the text, whatever
// its case; -1 if none does.
func (r *reading) findFolded(text string) int {
	return slices.IndexFunc(r.doc.Lines, func(l parser.Line) bool { return holdsFolded(l.Text, text) })
}

func (r *reading) contactPhone() outcome {
	phone := r.doc.Phone
	if phone == "" {
		return outcome{
			status:   Fail,
			reason:   "No phone number was found.",
			fix:      "Write it below your name with its country code, such as +1 555 0100.",
			evidence: r.top(),
		}
	}
	at := slices.IndexFunc(r.doc.Lines, func(l parser.Line) bool { return holdsPhone(l.Text, phone) })
	if !strings.HasPrefix(phone, "+") {
		return outcome{
			status:   Warn,
			reason:   fmt.Sprintf("%s was found, but as printed it is no complete number of any country that the resume names.", quoted(phone)),
			fix:      "Write the number with a plus sign and the country code, as one would dial it from abroad.",
			evidence: r.quote(at),
		}
	}
	return passed("Your phone number was read as %s.", phone)
}

func (r *reading) contactLocation() outcome {
	if r.doc.Location == "" {
		return outcome{
			status:   Fail,
			reason:   "No city or region of yours was recognized.",
			fix:      "Add the city and the country, such as “Pune, India”. The street is not needed; if you are open to moving, say so there.",
			evidence: r.top(),
		}
	}
	return passed("Your place was read as %s.", quoted(r.doc.Location))
}

// profileHosts are sites on which people show their work or career.
var profileHosts = []string{
	"linkedin.com", "github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "sr.ht", "stackoverflow.com",
	"github.io", "gitlab.io", "medium.com", "dev.to", "behance.net", "dribbble.com", "kaggle.com", "leetcode.com",
	"hackerrank.com", "codeforces.com", "orcid.org", "scholar.google.com", "researchgate.net", "about.me", "xing.com",
}

func (r *reading) profileLink() outcome {
	var real, printed, bare []parser.Link
	for _, l := range r.doc.Links {
		switch {
		case !r.isProfile(l):
		case bareHost(l.URL):
			bare = append(bare, l)
		case l.Active:
			real = append(real, l)
		default:
			printed = append(printed, l)
		}
	}
	switch {
	case len(real) > 0:
		best := max(0, slices.IndexFunc(real, func(l parser.Link) bool { return known(l.URL) }))
		return passed("%s can be opened with a click.", quoted(real[best].URL))
	case len(printed) > 0:
		return outcome{
			status:   Warn,
			reason:   fmt.Sprintf("%s is printed, but the file holds no link behind it.", quoted(printed[0].URL)),
			fix:      "Make it a hyperlink: in Word or Google Docs select the address and press Ctrl+K, then export again.",
			evidence: r.quote(printed[0].Line),
		}
	case len(bare) > 0:
		return outcome{
			status:   Warn,
			reason:   fmt.Sprintf("%s leads to the site, not to your page on it.", quoted(bare[0].URL)),
			fix:      "Link the address of your own profile.",
			evidence: r.quote(bare[0].Line),
		}
	}
	return outcome{
		status:   Fail,
		reason:   "There is no link to a profile or a site of yours.",
		fix:      "Add your LinkedIn profile, GitHub, GitLab or own site, as a hyperlink below your name.",
		evidence: r.top(),
	}
}

// isProfile reports whether a link leads to a page of the person's own: any
// site named in the head of the resume, a known profile site elsewhere.
func (r *reading) isProfile(l parser.Link) bool {
	if known(l.URL) {
		return true
	}
	return l.Line >= 0 && l.Line < len(r.doc.Lines) && r.doc.Lines[l.Line].Section == parser.Contact && hostOf(l.URL) != ""
}

// known reports whether an address is one of a known profile site.
func known(address string) bool {
	host := hostOf(address)
	return slices.ContainsFunc(profileHosts, func(h string) bool { return host == h || strings.HasSuffix(host, "."+h) })
}

// bareHost reports whether the address of a profile site names nobody.
func bareHost(address string) bool {
	u, err := parseURL(address)
	if err != nil {
		return false
	}
	host := strings.TrimPrefix(u.Hostname(), "www.")
	return strings.Trim(u.Path, "/") == "" && u.RawQuery == "" && slices.Contains(profileHosts, host)
}

func hostOf(address string) string {
	u, err := parseURL(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}

// parseURL parses a web address, with or without its scheme.
func parseURL(address string) (*url.URL, error) {
	if !strings.Contains(address, "://") {
		address = "https://" + address
	}
	return url.Parse(address)
}
