"""A plot of several series on logarithmic axes, as an SVG file."""

import math
from html import escape

WIDTH, HEIGHT = 640, 400
LEFT, RIGHT, TOP, BOTTOM = 70, 150, 50, 50
COLOURS = ("#1b6ec2", "#c2571b", "#2e8b57", "#8e44ad")


def decades(values):
    """The powers of ten around the values."""
    return (math.floor(math.log10(min(values))), math.ceil(math.log10(max(values))))


def label(power):
    return f"{10 ** power:,}" if power >= 0 else f"{10.0 ** power:g}"


def save_plot(path, title, series):
    """`series` maps a name to its points [(x, y), …], all above zero."""
    points = [point for line in series.values() for point in line]
    low_x, high_x = decades([x for x, _ in points])
    low_y, high_y = decades([y for _, y in points])
    across = (WIDTH - LEFT - RIGHT) / max(high_x - low_x, 1)
    up = (HEIGHT - TOP - BOTTOM) / max(high_y - low_y, 1)

    def place(x, y):
        return (LEFT + (math.log10(x) - low_x) * across,
                HEIGHT - BOTTOM - (math.log10(y) - low_y) * up)

    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"'
           ' font-family="sans-serif" font-size="12">',
           f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
           f'<text x="{LEFT}" y="25" font-size="15">{escape(title)}</text>']
    for power in range(low_x, high_x + 1):
        x, _ = place(10 ** power, 10 ** low_y)
        out.append(f'<path d="M{x:.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="#ddd"/>'
                   f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">'
                   f'{label(power)}</text>')
    for power in range(low_y, high_y + 1):
        _, y = place(10 ** low_x, 10 ** power)
        out.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>'
                   f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{label(power)}</text>')
    for (name, line), colour in zip(series.items(), COLOURS):
        placed = [place(x, y) for x, y in line]
        path_text = " ".join(f"{x:.1f},{y:.1f}" for x, y in placed)
        out.append(f'<polyline points="{path_text}" fill="none" stroke="{colour}"'
                   ' stroke-width="2"/>')
        out += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in placed]
        x, y = placed[-1]
        out.append(f'<text x="{x + 8:.1f}" y="{y + 4:.1f}" fill="{colour}">{escape(name)}</text>')
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(out + ["</svg>", ""]), encoding="utf-8")
