package parser

import (
	"strings"
)

var (
	// webAddress is an address with a scheme, with "www." or a bare domain.
	webAddress = compile(`(?i)\b(?:https?://|www\.)[^\s<>"|•·,;()\[\]]+|\b(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?:/[^\s<>"|•·,;()\[\]]*)?`)
	// profilePage is a person's page on a site where people have pages.
	profilePage = compile(`(?i)^(?:https?://)?(?:www\.)?(?:[a-z]{2}\.)?(?:linkedin\.com/(?:in|pub)/[^/]+(?:/.*)?|(?:github|gitlab|bitbucket|gitee|codeberg|behance|dribbble|medium|dev|leetcode|hackerrank|kaggle|twitter|x|facebook|instagram|stackoverflow|orcid|researchgate|quora|youtube|hackerearth|codechef|codeforces|angel|about|keybase|huggingface)\.(?:com|org|net|to|co|me|io)/@?[^/]+/?)$`)
	linkLabel   = compile(`(?i)\b(?:linked\s?-?in|git\s?hub|gitlab|web\s?site|web|portfolio|blog|home\s?page|url|profile|behance|stack\s?overflow)\s*(?:id|link|url|profile)?\s*[-:–]\s*$`)
	linksTitle  = compile(`(?i)^\W*(?:links?|(?:online |social )?profiles?|social(?: media)?|on the web|online(?: presence)?|web(?:site)?s?|portfolio|find me(?: online)?)\W*$`)
)

// technologies are names that look like domains.
var technologies = wordSet("asp.net vb.net ado.net microsoft.net dot.net .net c#.net vc.net socket.io node.js express.js next.js vue.js draw.io authorize.net paint.net ml.net b.tech m.tech b.com m.com b.ed m.ed b.sc m.sc b.pharm ph.d m.phil b.arch be.it i.e e.g s.no sr.no pvt.ltd mob.no")

// findLinks returns the person's links: what stands in the contact lines and
// under a heading such as "Links", and profile pages wherever they stand.
func (c *contactFinder) findLinks() []Link {
	var links []Link
	own := false
	for i, l := range c.lines {
		if i > 0 && l.section != c.lines[i-1].section {
			own = false
		}
		own = own && l.section != "" && l.section != Contact || len(l.text) < 24 && linksTitle.MatchString(l.text)
		if c.zones[i] == zoneOthers {
			continue
		}
		for _, k := range c.linksAt(i) {
			if c.zones[i] == zoneTop || own || c.onlyAddresses(i) || k.labelled || profilePage.MatchString(k.URL) {
				links = addLink(links, k.Link)
			}
		}
	}
	return links
}

// onlyAddresses reports whether line i, as in the foot of a page, holds a
// profile page or e-mail and nothing but addresses.
func (c *contactFinder) onlyAddresses(i int) bool {
	text := c.text[i]
	if len(text) > 200 || !strings.Contains(text, ".") {
		return false
	}
	own := emailPattern.MatchString(text)
	for _, a := range webAddress.FindAllString(text, -1) {
		own = own || profilePage.MatchString(a)
	}
	left := webAddress.ReplaceAllString(emailPattern.ReplaceAllString(text, ""), "")
	return own && lettersOfAny(left) == ""
}

type foundLink struct {
	Link
	labelled bool // a label says that the address is the person's
}

// linksAt returns the targets of line i's hyperlinks and the addresses printed
// on it.
func (c *contactFinder) linksAt(i int) []foundLink {
	var found []foundLink
	l := c.lines[i]
	for _, target := range l.links {
		if isWeb(target) {
			found = append(found, foundLink{Link: Link{URL: strings.TrimSpace(target), Line: l.index, Active: true}})
		}
	}
	text := c.text[i]
	if !strings.Contains(text, ".") {
		return found
	}
	if strings.Contains(text, "@") {
		text = emailPattern.ReplaceAllString(text, "|")
	}
	for _, m := range webAddress.FindAllStringIndex(text, -1) {
		address := strings.TrimRight(text[m[0]:m[1]], ".:'’”!?")
		if c.isAddress(i, text, m, address) {
			address += c.linkTail(i, m[1], address)
			found = append(found, foundLink{Link{URL: address, Line: l.index}, c.zones[i] != zoneBody && linkLabel.MatchString(text[:m[0]])})
		}
	}
	return found
}

// profileCut is the address of a profile that a narrow column breaks at a hyphen
// or a slash, as in the export of a LinkedIn profile; profileTail is its end.
var (
	profileCut  = compile(`(?i)^(?:https?://)?(?:www\.)?(?:linkedin\.com/(?:(?:in|pub)/(?:[^/]*-)?)?|(?:github|gitlab)\.com/(?:[^/]*-)?)$`)
	profileTail = compile(`^\s*((?:in/)?[\pL\pN%-]{2,})/?(?:\s|$)`)
)

// linkTail returns the end of an address that is broken at the end of line i.
func (c *contactFinder) linkTail(i, end int, address string) string {
	if strings.TrimSpace(c.text[i][min(end, len(c.text[i])):]) != "" || i+1 >= len(c.text) || !profileCut.MatchString(address) {
		return ""
	}
	m := profileTail.FindStringSubmatch(c.text[i+1])
	if m == nil {
		return ""
	}
	return m[1]
}

// isAddress leaves out what only looks like an address: the domain of an
// e-mail, "ASP.NET", a sentence whose space is missing.
func (c *contactFinder) isAddress(i int, text string, m []int, address string) bool {
	if m[0] > 0 && strings.ContainsRune("@._-+#", rune(text[m[0]-1])) || m[1] < len(text) && text[m[1]] == '@' || strings.Contains(address, "@") && !strings.Contains(address, "/") {
		return false
	}
	lower := strings.ToLower(address)
	if strings.HasPrefix(lower, "http") || strings.HasPrefix(lower, "www.") {
		return strings.Count(address, ".") > 0
	}
	host, path, _ := strings.Cut(lower, "/")
	if technologies[host] || !knownEnding(host) {
		return false
	}
	if path != "" || profilePage.MatchString(address) {
		return true
	}
	labels := strings.Split(host, ".")
	return c.zones[i] == zoneTop && len(labels[len(labels)-2]) >= 3 && lower == address && !partOfEmail(text, m)
}

// partOfEmail reports whether the address is a piece of an e-mail broken by
// spaces: "name@ host.com".
func partOfEmail(text string, m []int) bool {
	return strings.HasSuffix(strings.TrimRight(text[:m[0]], " "), "@") || strings.HasPrefix(strings.TrimLeft(text[m[1]:], " "), "@")
}

func isWeb(target string) bool {
	t := strings.ToLower(strings.TrimSpace(target))
	return strings.HasPrefix(t, "http://") || strings.HasPrefix(t, "https://")
}

// addLink adds a link unless its page is there already, printed or as a target;
// a target replaces the printed form.
func addLink(links []Link, l Link) []Link {
	for i := range links {
		if sameLink(links[i].URL, l.URL) {
			links[i].Active = links[i].Active || l.Active
			return links
		}
	}
	return append(links, l)
}
