package openjobs

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// Limits of a source.
const (
	maxBytes     = 20 << 20
	maxTime      = 30 * time.Second
	maxRedirects = 3
)

// Fetcher gets sources: files, and what http and https serve at public addresses.
type Fetcher struct {
	client http.Client
	agent  string
}

// NewFetcher returns a fetcher that says of itself which version it is.
func NewFetcher(version string) *Fetcher { return newFetcher(version, isPublic) }

func newFetcher(version string, allowed func(netip.Addr) bool) *Fetcher {
	// The address is looked at when the connection is made, after its name was
	// resolved, so that no name can lead elsewhere; for each redirect, too.
	dialer := net.Dialer{Timeout: 10 * time.Second, Control: func(_, address string, _ syscall.RawConn) error {
		at, err := netip.ParseAddrPort(address)
		if err != nil || !allowed(at.Addr()) {
			return errPrivate
		}
		return nil
	}}
	return &Fetcher{
		agent: strings.TrimSpace("shortlist " + version),
		client: http.Client{
			Timeout: maxTime,
			Transport: &http.Transport{ // no proxy: it would connect for us, to anywhere
				DialContext: dialer.DialContext, TLSHandshakeTimeout: 10 * time.Second, MaxResponseHeaderBytes: 64 << 10,
				ForceAttemptHTTP2: true, IdleConnTimeout: 30 * time.Second,
			},
			CheckRedirect: func(r *http.Request, before []*http.Request) error {
				if len(before) > maxRedirects {
					return errRedirects
				}
				return checkURL(r.URL)
			},
		},
	}
}

// What is wrong with a source, and what to do.
var (
	errPrivate   = errors.New("the address is not a public one; save the file and import that")
	errRedirects = errors.New("it redirects too often; name the address that it ends at")
	errScheme    = errors.New("only http and https addresses are fetched")
	errPassword  = errors.New("the address holds a password; public boards need none")
	errLarge     = fmt.Errorf("it is larger than %d MB; name a smaller part of the board", maxBytes>>20)
	errNoFile    = errors.New("this is no file; name a file or a web address")
)

// private are networks that netip.Addr has no word for: shared, this network,
// for tests and documentation, reserved, and those that carry IPv4 in IPv6.
var private = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("192.0.0.0/24"), netip.MustParsePrefix("192.0.2.0/24"),
	netip.MustParsePrefix("198.18.0.0/15"), netip.MustParsePrefix("198.51.100.0/24"), netip.MustParsePrefix("203.0.113.0/24"), netip.MustParsePrefix("240.0.0.0/4"),
	netip.MustParsePrefix("64:ff9b::/96"), netip.MustParsePrefix("64:ff9b:1::/48"), netip.MustParsePrefix("2002::/16"), netip.MustParsePrefix("2001::/32"),
	netip.MustParsePrefix("2001:db8::/32"), netip.MustParsePrefix("fec0::/10"), netip.MustParsePrefix("::/96"),
}

// isPublic reports whether an address is one of the open internet. Those of
// metadata services are link-local, or unique local in IPv6.
func isPublic(a netip.Addr) bool {
	a = a.Unmap().WithZone("")
	if !a.IsGlobalUnicast() || a.IsPrivate() {
		return false
	}
	for _, p := range private {
		if p.Contains(a) {
			return false
		}
	}
	return true
}

func isURL(name string) bool { return strings.Contains(name, "://") }

func checkURL(u *url.URL) error {
	switch {
	case u.Scheme != "http" && u.Scheme != "https" || u.Host == "":
		return errScheme
	case u.User != nil:
		return errPassword
	}
	return nil
}

// absolute returns the path of a file as it is named from everywhere.
func absolute(name string) (string, error) { return filepath.Abs(name) }

// response is what a source gave.
type response struct {
	data           []byte
	etag, modified string
	unchanged      bool
}

// get gets a source, unless it is as it was with etag or modified.
func (f *Fetcher) get(ctx context.Context, name, etag, modified string) (response, error) {
	if !isURL(name) {
		data, err := readFile(name)
		return response{data: data}, err
	}
	u, err := url.Parse(name)
	if err != nil {
		return response{}, errScheme
	}
	if err := checkURL(u); err != nil {
		return response{}, err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, name, nil)
	if err != nil {
		return response{}, err
	}
	request.Header.Set("User-Agent", f.agent)
	request.Header.Set("Accept", "application/json, application/ld+json, application/rss+xml, application/atom+xml, application/xml, text/html;q=0.8")
	if etag != "" {
		request.Header.Set("If-None-Match", etag)
	}
	if modified != "" {
		request.Header.Set("If-Modified-Since", modified)
	}
	got, err := f.client.Do(request)
	if err != nil {
		return response{}, fetchError(err)
	}
	defer got.Body.Close()
	switch {
	case got.StatusCode == http.StatusNotModified && etag+modified != "":
		return response{unchanged: true}, nil
	case got.StatusCode != http.StatusOK:
		return response{}, fmt.Errorf("the server answers %d (%s)", got.StatusCode, http.StatusText(got.StatusCode))
	}
	data, err := readAll(got.Body)
	if err != nil {
		return response{}, fetchError(err)
	}
	return response{data: data, etag: got.Header.Get("ETag"), modified: got.Header.Get("Last-Modified")}, nil
}

// fetchError leaves out of an error what names the address once more.
func fetchError(err error) error {
	var timeout net.Error
	for _, known := range []error{errPrivate, errRedirects, errScheme, errPassword, errLarge} {
		if errors.Is(err, known) {
			return known
		}
	}
	if errors.As(err, &timeout) && timeout.Timeout() {
		return fmt.Errorf("it did not answer within %s", maxTime)
	}
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err
	}
	return err
}

func readFile(name string) ([]byte, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errNoFile
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return readAll(f)
}

func readAll(r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxBytes+1))
	if err == nil && len(data) > maxBytes {
		err = errLarge
	}
	return data, err
}
