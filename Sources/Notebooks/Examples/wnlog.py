"""log(...) appends one row to a CSV file: the loss, and the means of |g| and ‖v‖ over all units, of any PyTorch model with weight_norm, old or new; no g and no norm of one without."""
import csv, os


def log(path, model, loss, step, seed=0, run="wn", **more):
    named, mean = dict(model.named_parameters()), lambda xs: sum(xs) / len(xs) if xs else ""
    pairs = [(named.get(name[:-1] + ("g" if name.endswith("_v") else "0")), v.detach()) for name, v in named.items() if name.endswith(("_v", ".original1"))]
    pairs = [(g.detach(), v) for g, v in pairs if g is not None]
    axes = lambda g, v: [axis for axis in range(v.dim()) if g.dim() == 0 or g.shape[axis] == 1]
    norms = [x for g, v in pairs for x in v.pow(2).sum(axes(g, v)).sqrt().flatten().tolist()]
    row = {"run": run, "seed": seed, "step": step, "loss": float(loss), "g": mean([x for g, _ in pairs for x in g.abs().flatten().tolist()]), "norm": mean(norms), **more}
    with open(path, "a", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows(([] if file.tell() else [row.keys()]) + [row.values()])
