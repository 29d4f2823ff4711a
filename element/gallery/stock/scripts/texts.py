"""What the assistant writes in the scripts."""

PROSE = """## A plan for Thursday

The bank opens at **nine**, the letter says *before noon*, and ~~Wednesday~~ is over. Three things to bring:

1. Your passport
2. The letter of 12 November
3. The form, with
   - both signatures
   - the old account number

| Task | When | State |
| :--- | :--- | ---: |
| Call the bank | Tue 24 Nov, 09:00 | open |
| Renew the passport | Fri 27 Nov | waiting |

> Whoever comes early waits less.
>
> > That is what the letter says.

- [x] Written down
- [ ] Done

The [branch page](https://bank.example/harbour) has the address, or write to <ask@bank.example>.
[Open the task](chatkit-link://task?id=12&list=home) when you are there. Run `errand list` to see the rest.

### Afterwards

A line that is broken
by the writer, and a rule below.

---

#### Small print

##### Smaller

###### Smallest

That is everything[^1].

[^1]: Nearly everything.
"""

CODE = """Here is the same in four languages:

```python
def remind(at: datetime) -> None:
    \"\"\"Say it once, on time.\"\"\"
    schedule(at, once=True)  # never twice
```

```typescript
export const remind = (at: Date): void => schedule(at, { once: true })
```

```sql
select title, due_at from tasks where owner_id = $1 order by due_at limit 20;
```

```json
{"title": "Call the bank", "due": {"local": "2026-11-24T09:00", "tz": "Europe/Berlin"}}
```

A language that nobody knows, and a line that is far too long for a phone:

```brainlol
HAI 1.2 CAN HAS STDIO? VISIBLE "a line that goes on and on and on until it leaves the screen at its right end" KTHXBYE
```

    and a block that is only indented
"""

MATHS = r"""The area is \(A = \pi r^2\), and so $r = \sqrt{A / \pi}$. It costs $5, or $7 with a receipt.

$$
\int_0^\infty e^{-x^2}\,dx = \frac{\sqrt{\pi}}{2}
$$

\[
\begin{pmatrix} a & b \\ c & d \end{pmatrix}^{-1} = \frac{1}{ad - bc} \begin{pmatrix} d & -b \\ -c & a \end{pmatrix}
\]

Something that is no formula: $\frac{1}{$
"""

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WIDE = "\n".join(
    [
        "The week at a glance:",
        "",
        f"| Task | {' | '.join(_DAYS)} |",
        f"| :--- |{' ---: |' * len(_DAYS)}",
        *(
            f"| {name} |{''.join(f' {hour + day}:00–{hour + day + 1}:30 |' for day in range(7))}"
            for name, hour in (("Call the bank", 8), ("Write the report", 9), ("Water plants", 11))
        ),
        "",
        "It scrolls inside its own frame.",
    ]
)

RIGHT_TO_LEFT = """## خطة يوم الخميس

يفتح البنك في الساعة **التاسعة**، ويحتاج إلى جواز السفر. افتح `errand list` لترى الباقي.

1. جواز السفر
2. الرسالة المؤرخة 12 نوفمبر

שלום, זה משפט בעברית עם English באמצע.

And one sentence in English, which runs from left to right.
"""

TRAPS = """A <b>bold</b> word that is none, <script>alert(1)</script> and <img src=x onerror=alert(2)> as text.

[A script](javascript:alert(3)), [another](JaVaScRiPt:alert(4)), [data](data:text/html,<script>alert(5)</script>),
[a file](file:///etc/passwd) and [a page](https://example.com/ "with a title").

![A picture from elsewhere](https://tracker.example/pixel.png?who=you)

![A picture of ours](/pictures/hills.svg)
"""

CUT_OFF = (
    "Here is how it begins:\n\n```python\ndef remind(at: datetime) -> None:\n    schedule(at, o"
)

_SECTION = """## Section {number}

Some **strong** words, some *weak* ones, `code()` and a [link](https://bank.example/{number}) among them, so that a
paragraph has what paragraphs have: commas, full stops, and an end.

1. First the passport
2. Then the letter
   - both signatures
   - the old number
3. Last the form

| What | When | How many |
| :--- | :---: | ---: |
| Call | Tuesday | {number} |
| Write | Friday | {number}{number} |

```python
def section_{number}(at: datetime) -> int:
    return schedule(at, once=True) + {number}
```

> Whoever comes early waits less, says line {number}.

"""


def long_text(tokens: int) -> str:
    """Return Markdown of at least so many tokens, as the stage cuts them."""
    pieces: list[str] = []
    have, number = 0, 1
    while have < tokens:
        section = _SECTION.format(number=number)
        words = section.split(" ")
        wanted = tokens - have
        pieces.append(" ".join(words[:wanted]) if wanted < len(words) else section)
        have += len(section.split())
        number += 1
    return "".join(pieces)
