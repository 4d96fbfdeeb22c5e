package cluster

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"log/slog"
	"math/big"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"

	"shortlist/web"
	"shortlist/web/storetest"
)

// startNATS starts servers with JetStream, as a cluster if there are several,
// each with a folder of its own below dir. They end with the test.
func startNATS(t testing.TB, dir string, servers int) []*server.Server {
	t.Helper()
	var routes []*url.URL
	ports := make([]int, servers)
	for i := range ports {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		ports[i] = l.Addr().(*net.TCPAddr).Port
		l.Close()
		routes = append(routes, &url.URL{Scheme: "nats", Host: fmt.Sprintf("127.0.0.1:%d", ports[i])})
	}
	var all []*server.Server
	for i := range servers {
		o := &server.Options{ServerName: fmt.Sprint("n", i), Host: "127.0.0.1", Port: -1, NoSigs: true, NoLog: true, JetStream: true, StoreDir: fmt.Sprintf("%s/%d", dir, i)}
		if servers > 1 {
			o.Cluster = server.ClusterOpts{Name: "test", Host: "127.0.0.1", Port: ports[i]}
			o.Routes = routes
		}
		s, err := server.NewServer(o)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Shutdown(); s.WaitForShutdown() })
		s.Start()
		all = append(all, s)
	}
	for start := time.Now(); ; time.Sleep(20 * time.Millisecond) {
		ready := true
		for _, s := range all {
			ready = ready && s.ReadyForConnections(time.Second) && (servers == 1 || s.JetStreamIsCurrent())
		}
		if ready {
			return all
		}
		if time.Since(start) > time.Minute {
			t.Fatal("NATS does not begin")
		}
	}
}

func urls(servers []*server.Server) string {
	var all []string
	for _, s := range servers {
		all = append(all, s.ClientURL())
	}
	return strings.Join(all, ",")
}

var testKey = bytes.Repeat([]byte("k"), minKey)

// join joins a cluster; change may be nil.
func join(t testing.TB, servers []*server.Server, change func(*Config)) *Node {
	t.Helper()
	c := Config{URL: urls(servers), Key: testKey, Replicas: len(servers), Space: 64 << 20, AckWait: time.Second, Log: slog.New(slog.NewTextHandler(logTo{t}, nil))}
	if change != nil {
		change(&c)
	}
	n, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { n.Close() })
	return n
}

// logTo writes to the log of a test, or nowhere once that has ended.
type logTo struct{ testing.TB }

func (l logTo) Write(line []byte) (int, error) {
	if l.Context().Err() == nil {
		l.Log(strings.TrimSpace(string(line)))
	}
	return len(line), nil
}

func TestConformance(t *testing.T) {
	t.Parallel()
	for _, servers := range []int{1, 3} {
		t.Run(fmt.Sprint(servers, " servers"), func(t *testing.T) {
			t.Parallel()
			n := join(t, startNATS(t, t.TempDir(), servers), func(c *Config) { c.Tasks = 20 })
			if err := n.Ready(); err != nil {
				t.Fatal(err)
			}
			t.Run("store", func(t *testing.T) { storetest.Store(t, n.Reports) })
			t.Run("queue", func(t *testing.T) { storetest.Queue(t, n) })
			t.Run("full queue", func(t *testing.T) { storetest.FullQueue(t, n) })
		})
	}
}

func TestFullStore(t *testing.T) {
	storetest.FullStore(t, join(t, startNATS(t, t.TempDir(), 1), func(c *Config) { c.Space = 5 << 20 }).Batches)
}

// A task of another version, or sealed with another key, is left to others.
func TestTasksOfOthers(t *testing.T) {
	servers := startNATS(t, t.TempDir(), 1)
	a := join(t, servers, nil)
	b := join(t, servers, func(c *Config) { c.Key = bytes.Repeat([]byte("other"), 8) })
	later := strings.Replace(a.lane(false), workSubject+".1", workSubject+".2", 1)
	if _, err := a.js.Publish(t.Context(), later, []byte("of a later version")); err != nil {
		t.Fatal(err)
	}
	for _, n := range []*Node{a, b} {
		if err := n.Push(t.Context(), web.Task{Batch: "AAAA", Item: n.keyID}); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	var done []string
	a.Work(ctx, 1, web.Worker{
		Do:     func(_ context.Context, t web.Task) error { done = append(done, t.Item); return nil },
		GiveUp: func(context.Context, web.Task) error { t.Error("a task is given up"); return nil },
	})
	stream, err := a.js.Stream(t.Context(), workStream)
	if err != nil {
		t.Fatal(err)
	}
	if left := stream.CachedInfo().State.Msgs; !slices.Equal(done, []string{a.keyID}) || left != 2 {
		t.Errorf("done is %v, of %v; %d tasks are left to others, want 2", done, a.keyID, left)
	}
}

// What cannot be opened, or fails until the end, lies in the stream of the dead
// with the reason, and holds up nobody.
func TestDeadTasks(t *testing.T) {
	n := join(t, startNATS(t, t.TempDir(), 1), nil)
	if _, err := n.js.Publish(t.Context(), n.lane(false), []byte("forged")); err != nil {
		t.Fatal(err)
	}
	secret := web.Task{Batch: "SECRETSECRET", Item: "abcdef"}
	if err := n.Push(t.Context(), secret); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	n.Work(ctx, 1, web.Worker{
		Do:     func(context.Context, web.Task) error { return errors.New("out of order") },
		GiveUp: func(context.Context, web.Task) error { time.AfterFunc(300*time.Millisecond, cancel); return nil },
	})
	var dead []string
	for seq := range uint64(2) {
		stream, err := n.js.Stream(t.Context(), deadStream)
		if err != nil {
			t.Fatal(err)
		}
		msg, err := stream.GetMsg(t.Context(), seq+1)
		if err != nil {
			t.Fatal(err)
		}
		dead = append(dead, string(msg.Data))
	}
	all := strings.Join(dead, "\n")
	if !strings.Contains(all, errSeal.Error()) || !strings.Contains(all, `"reason":"out of order","deliveries":5`) || strings.Contains(all, secret.Batch) || strings.Contains(all, secret.Item) {
		t.Errorf("the dead are told of as\n%s", all)
	}
	work, err := n.js.Stream(t.Context(), workStream)
	if err != nil || work.CachedInfo().State.Msgs != 0 {
		t.Errorf("they still wait: %v", err)
	}
}

// A value in another's place, of another id or touched is not opened.
func TestSealer(t *testing.T) {
	a, nameA := newSealer([]byte("AAAA"), "x")
	b, nameB := newSealer([]byte("BBBB"), "x")
	c, nameC := newSealer([]byte("AAAA"), "y")
	if nameA == nameB || nameA == nameC || len(nameA) != 32 {
		t.Errorf("names %s, %s, %s", nameA, nameB, nameC)
	}
	sealed := a.seal(nil, []byte("plain"), "main")
	if plain, err := a.open(sealed, "main"); err != nil || string(plain) != "plain" {
		t.Errorf("opened as %q, %v", plain, err)
	}
	touched := bytes.Clone(sealed)
	touched[len(touched)/2] ^= 1
	for name, open := range map[string]func() ([]byte, error){
		"another place":   func() ([]byte, error) { return a.open(sealed, "file") },
		"another id":      func() ([]byte, error) { return b.open(sealed, "main") },
		"another purpose": func() ([]byte, error) { return c.open(sealed, "main") },
		"touched":         func() ([]byte, error) { return a.open(touched, "main") },
		"cut":             func() ([]byte, error) { return a.open(sealed[:5], "main") },
	} {
		if _, err := open(); !errors.Is(err, errSeal) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestConfig(t *testing.T) {
	if _, err := New(Config{URL: "nats://127.0.0.1:1", Key: []byte("short")}); err == nil {
		t.Error("a short key is taken")
	}
	if _, err := New(Config{URL: "nats://127.0.0.1:1", Key: testKey, CA: "none.pem"}); err == nil {
		t.Error("a missing certificate is taken")
	}
}

func BenchmarkDocuments(b *testing.B) {
	for _, servers := range []int{1, 3} {
		b.Run(fmt.Sprint(servers, " servers"), func(b *testing.B) {
			n := join(b, startNATS(b, b.TempDir(), servers), func(c *Config) { c.Space = 8 << 30 })
			storetest.Documents(b, n.Batches, n)
		})
	}
}

// A cluster that asks for certificates on both sides has them from files.
func TestTLS(t *testing.T) {
	dir := t.TempDir()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		IsCA: true, BasicConstraintsValid: true, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
	}
	cert, err := x509.CreateCertificate(rand.Reader, template, template, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	key, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	file := func(name, kind string, data []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: data}), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	certFile, keyFile := file("cert.pem", "CERTIFICATE", cert), file("key.pem", "PRIVATE KEY", key)
	secure, err := server.GenTLSConfig(&server.TLSConfigOpts{CertFile: certFile, KeyFile: keyFile, CaFile: certFile, Verify: true})
	if err != nil {
		t.Fatal(err)
	}
	s, err := server.NewServer(&server.Options{Host: "127.0.0.1", Port: -1, NoSigs: true, NoLog: true, JetStream: true, StoreDir: dir, TLSConfig: secure, TLSVerify: true, TLSTimeout: 5})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Shutdown(); s.WaitForShutdown() })
	s.Start()
	if !s.ReadyForConnections(10 * time.Second) {
		t.Fatal("NATS does not begin")
	}
	n := join(t, []*server.Server{s}, func(c *Config) { c.CA, c.Cert, c.CertKey = certFile, certFile, keyFile })
	if err := n.Reports.Put(t.Context(), "AAAA", "main", []byte("value"), time.Now().Add(time.Minute)); err != nil {
		t.Error(err)
	}
}
