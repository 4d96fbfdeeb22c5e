package main

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"os"

	"shortlist/web"
	"shortlist/web/cluster"
)

// natsFlags say how a node of the service finds the others.
type natsFlags struct {
	URL         string `name:"nats" env:"SHORTLIST_NATS" placeholder:"URL" help:"NATS with JetStream (2.11 or later) to share reports and work over, such as nats://n1:4222,nats://n2:4222; a node without it works alone."`
	Creds       string `name:"nats-creds" env:"SHORTLIST_NATS_CREDS" type:"existingfile" placeholder:"FILE" help:"Credentials for NATS."`
	CA          string `name:"nats-ca" env:"SHORTLIST_NATS_CA" type:"existingfile" placeholder:"FILE" help:"Certificates that NATS is trusted by, if those of the system do not do."`
	Cert        string `name:"nats-cert" env:"SHORTLIST_NATS_CERT" type:"existingfile" and:"cert" placeholder:"FILE" help:"Certificate of this node for NATS."`
	CertKey     string `name:"nats-cert-key" env:"SHORTLIST_NATS_CERT_KEY" type:"existingfile" and:"cert" placeholder:"FILE" help:"Private key of that certificate."`
	Replicas    int    `name:"nats-replicas" env:"SHORTLIST_NATS_REPLICAS" default:"1" placeholder:"N" help:"Servers of NATS that hold each value: 3 survive the loss of one (default: ${default})."`
	SpaceMB     int64  `name:"nats-space" env:"SHORTLIST_NATS_SPACE" default:"1024" placeholder:"MB" help:"Space for reports, and as much for batches and for their documents; more is refused (default: ${default})."`
	KeyFile     string `name:"cluster-key" env:"SHORTLIST_CLUSTER_KEY" type:"existingfile" placeholder:"FILE" help:"Secret of all nodes, 32 bytes or more, that tasks are sealed with. Needed with --nats."`
	BulkWorkers int    `name:"bulk-workers" env:"SHORTLIST_BULK_WORKERS" placeholder:"N" help:"Documents of batches that this node judges at once; by default one for each processor."`
}

// join completes the configuration of a node that works with others. The caller
// calls leave once the service is closed.
func (f natsFlags) join(c *web.Config, log *slog.Logger) (leave func(), err error) {
	c.BulkWorkers = f.BulkWorkers
	if f.URL == "" {
		return func() {}, nil
	}
	if f.KeyFile == "" {
		return nil, errors.New("--nats needs --cluster-key: a file with the same 32 random bytes or more on all nodes, such as of openssl rand -base64 32")
	}
	if f.Replicas < 1 || f.Replicas > 5 || f.SpaceMB < 1 || f.BulkWorkers < 0 {
		return nil, errors.New("--nats-replicas is 1 to 5, --nats-space 1 at least, and --bulk-workers not negative")
	}
	key, err := os.ReadFile(f.KeyFile)
	if err != nil {
		return nil, fmt.Errorf("cannot read --cluster-key: %w", err)
	}
	node, err := cluster.New(cluster.Config{
		URL: f.URL, Creds: f.Creds, CA: f.CA, Cert: f.Cert, CertKey: f.CertKey, Key: bytes.TrimSpace(key),
		Replicas: f.Replicas, Space: f.SpaceMB << 20, Log: log,
	})
	if err != nil {
		return nil, err
	}
	c.Reports, c.Batches, c.Documents, c.Queue = node.Reports, node.Batches, node.Documents, node
	return func() {
		if err := node.Close(); err != nil {
			log.Warn("the last words to NATS may be lost", "error", err)
		}
	}, nil
}
