/* The search: words from Pagefind's index, facets from a table of our own, and the whole state in the address.

   Nothing is fetched before somebody searches. A search for words alone fetches the index first, shows what it found,
   and then fetches the table to count by; one for facets alone never touches the index. */
(function () {
  "use strict";

  var STEP = 10; // results shown at a time
  var FIRST = 5; // and at first, since each is fetched by itself
  var VALUES = 7; // values shown of a facet
  var MANY = 20; // values from which on they can be looked for by name
  // What is called by the words that are searched for comes before what only has them in its title or its text.
  var RANKING = { metaWeights: { names: 4, title: 5, factors: 1, services: 1, organization: 1, about: 0, kind: 0, severity: 0, date: 0 } };
  var PAUSE = 250; // milliseconds without a key before what is being typed is searched for

  var box = document.getElementById("pm-search");
  if (!box) return;

  var form = box.querySelector("form");
  var input = form.elements.q;
  var bar = box.querySelector(".pm-bar");
  var counted = box.querySelector(".pm-count");
  var chips = box.querySelector(".pm-chosen");
  var order = bar.querySelector("select");
  var told = box.querySelector(".pm-told");
  var list = box.querySelector(".pm-cases");
  var more = box.querySelector(".pm-more button");
  var start = box.querySelector(".pm-start");
  var pane = box.querySelector(".pm-facets");
  var marks = box.querySelector("template").content;
  var root = new URL(box.dataset.root || "./", location.href);

  // ------------------------------------------------------------------ what is fetched, each once

  function once(load) {
    var promise;
    return function () {
      promise = promise || load();
      return promise;
    };
  }

  function json(path) {
    return fetch(new URL(path, root)).then(function (answer) {
      if (!answer.ok) throw new Error(path + ": " + answer.status);
      return answer.json();
    });
  }

  var table = once(function () { return json("search/facets.json").then(prepare); });

  var places = once(function () {
    return json("search/ids.json").then(function (ids) {
      return new Map(ids.map(function (id, place) { return [id, place]; }));
    });
  });

  var knownWords = once(function () { return json("search/words.json"); });

  var pagefind = once(function () {
    return import(new URL("search/pagefind/pagefind.js", root)).then(function (engine) {
      return engine.options({ baseUrl: root.pathname, excerptLength: 34, ranking: RANKING }).then(function () { return engine; });
    });
  });

  var cardFiles = new Map();

  function card(place, size) {
    var file = Math.floor(place / size);
    if (!cardFiles.has(file)) cardFiles.set(file, json("search/cards/" + file + ".json"));
    return cardFiles.get(file).then(function (cards) {
      var found = cards[place % size];
      return Object.assign({}, found, { url: new URL(found.url, root).href });
    });
  }

  /* Each facet by its name, with the position of each value by every name it goes by. */
  function prepare(told) {
    told.facets.forEach(function (facet) {
      facet.position = new Map();
      facet.values.forEach(function (value, i) {
        value.forEach(function (name) { facet.position.set(name.toLowerCase(), i); });
      });
      facet.values.forEach(function (value, i) { facet.position.set(value[0].toLowerCase(), i); });
    });
    told.byName = new Map(told.facets.map(function (facet) { return [facet.name, facet]; }));
    return told;
  }

  function heldBy(facet, place) {
    var held = facet.held[place];
    return typeof held === "number" ? [held] : held;
  }

  // ------------------------------------------------------------------ the state, and the address that holds it

  var facetNames = Array.from(box.querySelectorAll("[data-facet]"), function (set) { return set.dataset.facet; });
  var state = read();

  function read() {
    var asked = new URLSearchParams(location.search);
    var chosen = {};
    facetNames.forEach(function (name) {
      var values = asked.getAll(name).filter(Boolean);
      if (values.length) chosen[name] = values;
    });
    return { q: (asked.get("q") || "").trim(), chosen: chosen, sort: asked.get("sort") || "" };
  }

  function address() {
    var asked = new URLSearchParams();
    if (state.q) asked.set("q", state.q);
    facetNames.forEach(function (name) {
      (state.chosen[name] || []).forEach(function (value) { asked.append(name, value); });
    });
    if (state.sort) asked.set("sort", state.sort);
    return location.pathname + (asked.toString() ? "?" + asked : "");
  }

  function go(isNew) {
    if (isNew && address() !== location.pathname + location.search) history.pushState(null, "", address());
    else history.replaceState(null, "", address());
    search();
  }

  function isNarrowed() { return Object.keys(state.chosen).length > 0; }

  /* What was chosen, as positions, under the names the table has for them; what it does not know finds nothing. */
  function wanted(facets) {
    var found = new Map();
    Object.keys(state.chosen).forEach(function (name) {
      var facet = facets.byName.get(name);
      var positions = state.chosen[name].map(function (value) {
        return facet ? facet.position.get(value.toLowerCase()) : undefined;
      });
      found.set(name, new Set(positions));
    });
    return found;
  }

  // ------------------------------------------------------------------ searching

  var latest = 0;

  function search() {
    var mine = ++latest;
    function isOld() { return mine !== latest; }
    input.value = document.activeElement === input && input.value.trim() === state.q ? input.value : state.q;
    order.value = state.sort || (state.q ? "relevance" : "newest");
    order.options[0].disabled = !state.q;
    told.hidden = true;
    if (!state.q && !isNarrowed()) return reset();
    start.hidden = true;
    list.setAttribute("aria-busy", "true");
    pane.setAttribute("aria-busy", "true");
    var found = state.q ? byWords(state.q) : everything();
    found.then(function (matches) {
      if (isOld()) return null;
      tell(matches.note);
      if (isNarrowed() || !isByRelevance() || !state.q) return count(matches.results, isOld);
      return show(matches.results, matches.results.length, isOld).then(function () {
        return isOld() ? null : count(matches.results, isOld);
      });
    }).catch(function (error) {
      if (!isOld()) fail(error);
    });
  }

  function isByRelevance() { return order.value === "relevance"; }

  function everything() {
    return table().then(function (facets) {
      var results = [];
      for (var place = 0; place < facets.postmortems; place++) results.push({ place: place });
      return { results: results };
    });
  }

  function byWords(words) {
    return pagefind().catch(function () { throw new Error("no index"); }).then(function (engine) {
      return engine.search(words).then(function (found) {
        if (words.indexOf('"') >= 0) return found;
        return strangers(words, found.results).then(function (strange) {
          if (strange.length) return withoutStrangers(engine, words, strange);
          return found.results.length ? found : withMost(engine, words);
        });
      });
    });
  }

  /* Words that nobody wrote. Pagefind passes over a word it does not know, or takes its beginning for the whole: what it
     found first has to have each word, else the words of the archive are asked. */
  function strangers(words, results) {
    return Promise.all(results.slice(0, FIRST).map(function (result) { return result.data(); })).then(function (pages) {
      var text = pages.map(function (page) { return page.content; }).join(" ").toLowerCase();
      var suspect = words.split(/\s+/).filter(function (word) {
        return /^\p{L}{4,24}$/u.test(word) && !stems(word.toLowerCase()).some(function (stem) { return text.indexOf(stem) >= 0; });
      });
      if (!suspect.length) return [];
      return knownWords().then(function (known) {
        return suspect
          .filter(function (word) {
            return !known.some(function (other) {
              return stems(word.toLowerCase()).some(function (stem) { return other.startsWith(stem); });
            });
          })
          .map(function (word) { return { word: word, meant: nearest(word.toLowerCase(), known) }; });
      }, function () { return []; });
    });
  }

  /* A word, and what may be left of it without its ending: enough to tell that some form of it is there. */
  function stems(word) {
    return [word].concat(["s", "es", "ed", "ing", "er", "ers", "y", "ion", "ions", "ation", "al", "ly", "e", "ment"]
      .filter(function (ending) { return word.endsWith(ending) && word.length - ending.length > 3; })
      .map(function (ending) { return word.slice(0, -ending.length).replace(/([^aeiouls])\1$/, "$1"); }));
  }

  function withoutStrangers(engine, words, strange) {
    var by = new Map(strange.map(function (one) { return [one.word, one.meant]; }));
    var meant = words.split(/\s+/).map(function (word) { return by.has(word) ? by.get(word) : word; }).filter(Boolean).join(" ");
    var note = "No page has “" + Array.from(by.keys()).join("”, “") + "”.";
    if (!meant) return { results: [], note: note };
    return engine.search(meant).then(function (found) {
      return found.results.length ? found : withMost(engine, meant);
    }).then(function (found) {
      return { results: found.results, note: note + " This is what was found for “" + meant + "”." };
    });
  }

  /* No page has all the words: what has most of them comes first. */
  function withMost(engine, words) {
    return Promise.all(words.split(/\s+/).filter(Boolean).map(function (word) { return engine.search(word); })).then(merged);
  }

  function merged(found) {
    var best = new Map();
    found.forEach(function (one) {
      one.results.forEach(function (result) {
        var known = best.get(result.id) || { result: result, words: 0, score: 0 };
        known.words += 1;
        known.score += result.score;
        if (result.score > known.result.score) known.result = result;
        best.set(result.id, known);
      });
    });
    var results = Array.from(best.values())
      .sort(function (one, other) { return other.words - one.words || other.score - one.score; })
      .map(function (entry) { return entry.result; });
    return { results: results, note: results.length ? "No page has all of these words. Those with most of them come first." : "" };
  }

  /* The known word that the fewest slips of a finger lead to; none where that takes too many. */
  function nearest(word, known) {
    var most = word.length < 5 ? 1 : 2;
    var best = null;
    known.forEach(function (other) {
      if (Math.abs(other.length - word.length) > most) return;
      var far = distance(word, other, most);
      if (far <= most && (best === null || far < best.far || (far === best.far && other[0] === word[0] && best.word[0] !== word[0]))) {
        best = { word: other, far: far };
      }
    });
    return best && best.word;
  }

  /* Letters left out, added, exchanged or swapped with the next (Damerau 1964, restricted to neighbours). */
  function distance(one, other, most) {
    var before = null;
    var row = Array.from({ length: other.length + 1 }, function (_, i) { return i; });
    for (var i = 1; i <= one.length; i++) {
      var next = [i];
      var least = i;
      for (var j = 1; j <= other.length; j++) {
        var cost = one[i - 1] === other[j - 1] ? 0 : 1;
        var far = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + cost);
        if (before && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) far = Math.min(far, before[j - 2] + 1);
        next.push(far);
        least = Math.min(least, far);
      }
      if (least > most) return most + 1;
      before = row;
      row = next;
    }
    return row[other.length];
  }

  // ------------------------------------------------------------------ counting

  /* How many of the results have each value, when everything else stays as it is chosen: what a reader would get who
     chose that value too. */
  function count(results, isOld) {
    return Promise.all([table(), state.q ? places() : null]).then(function (fetched) {
      if (isOld()) return null;
      var facets = fetched[0];
      results.forEach(function (result) {
        if (result.place === undefined) result.place = fetched[1].has(result.id) ? fetched[1].get(result.id) : -1;
      });
      var kept = tally(facets, results);
      if (!isByRelevance()) sortByDate(kept);
      return show(kept, results.length, isOld, facets.cardsInFile);
    });
  }

  /* Put the counts of these results beside the values; returns those results that have everything that is chosen. */
  function tally(facets, results) {
    var chosen = wanted(facets);
    var counts = facets.facets.map(function (facet) { return new Array(facet.values.length).fill(0); });
    var kept = results.filter(function (result) {
      if (result.place < 0) return !chosen.size;
      var failed = failing(facets, chosen, result.place);
      facets.facets.forEach(function (facet, i) {
        if (failed.length > 1 || (failed.length === 1 && failed[0] !== facet.name)) return;
        heldBy(facet, result.place).forEach(function (value) { counts[i][value] += 1; });
      });
      return !failed.length;
    });
    fillFacets(facets, counts, chosen);
    return kept;
  }

  function failing(facets, chosen, place) {
    var failed = [];
    chosen.forEach(function (positions, name) {
      var facet = facets.byName.get(name);
      var held = facet ? heldBy(facet, place) : [];
      if (!held.some(function (value) { return positions.has(value); })) failed.push(name);
    });
    return failed;
  }

  /* Postmortems stand in the table newest first; what is none comes after them. */
  function sortByDate(results) {
    var sign = order.value === "oldest" ? -1 : 1;
    results.sort(function (one, other) {
      if (one.place < 0 || other.place < 0) return other.place < 0 ? (one.place < 0 ? 0 : -1) : 1;
      return sign * (one.place - other.place);
    });
  }

  // ------------------------------------------------------------------ showing results

  function show(results, all, isOld, cardsInFile) {
    bar.hidden = false;
    counted.replaceChildren(make("strong", "", results.length.toLocaleString("en")), counts(results.length, all));
    fillChips();
    function upTo(end, from) {
      return Promise.all(results.slice(from, end).map(function (result) { return load(result, cardsInFile); })).then(function (cards) {
        if (isOld()) return;
        var items = cards.map(item);
        if (from) list.append.apply(list, items);
        else list.replaceChildren.apply(list, items);
        more.hidden = end >= results.length;
        more.onclick = function () {
          var first = list.children.length;
          upTo(end + STEP, end).then(function () { list.children[first].querySelector("a").focus(); });
        };
      });
    }
    return upTo(FIRST, 0).then(function () { return isOld() || results.length <= FIRST ? null : upTo(STEP, FIRST); }).then(function () {
      if (!isOld()) list.removeAttribute("aria-busy");
    });
  }

  function counts(shown, all) {
    var noun = shown === 1 ? " result" : " results";
    return shown === all || !isNarrowed() ? noun : " of " + all.toLocaleString("en") + (state.q ? " matches" : " postmortems");
  }

  function load(result, cardsInFile) {
    if (!result.data) return card(result.place, cardsInFile);
    return result.data().then(function (found) {
      var section = best(found);
      return Object.assign({}, found.meta, {
        url: found.url,
        excerpt: cut(section || found),
        section: section && section.anchor && section.anchor.element !== "h1" ? section : null
      });
    });
  }

  /* An excerpt as words out of a text: without the heading that is told below it, and with what shows where it was cut. */
  function cut(found) {
    var heading = found.title + ". ";
    var text = found.excerpt.startsWith(heading) ? found.excerpt.slice(heading.length) : found.excerpt;
    return (/^(<mark>)?\p{Ll}/u.test(text) ? "… " : "") + text + (/[.!?](<\/mark>)?$/.test(text) ? "" : " …");
  }

  /* The section that has the most of what was searched for; what stands above all sections are names and facts. */
  function best(found) {
    var all = found.sub_results || [];
    var sections = all.filter(function (part) { return part.anchor && part.anchor.element !== "h1"; });
    return (sections.length ? sections : all).reduce(function (one, other) {
      return one === null || weight(other) > weight(one) ? other : one;
    }, null);
  }

  function weight(section) {
    return section.weighted_locations.reduce(function (sum, location) { return sum + location.balanced_score; }, 0);
  }

  function make(name, className, text) {
    var element = document.createElement(name);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  }

  function item(card) {
    var li = make("li");
    var when = card.date ? make("time", "", card.date) : make("span", "pm-when", (card.about || "").split(",")[0]);
    if (card.date) when.dateTime = card.date;
    var body = make("div");
    var title = make("a", "pm-title");
    title.href = card.url;
    title.append.apply(title, markedTitle(card.title || card.url));
    body.append(title);
    if (card.excerpt || card.summary) {
      var text = make("p");
      text.append.apply(text, card.excerpt ? marked(card.excerpt) : [card.summary]);
      body.append(text);
    }
    body.append(facts(card));
    if (card.factors) {
      var factors = make("p", "pm-meta");
      factors.append(make("span", "", card.factors));
      body.append(factors);
    }
    li.append(when, body);
    return li;
  }

  function facts(card) {
    var line = make("p", "pm-meta");
    function add(fact) {
      if (!fact) return;
      var span = make("span");
      span.append(fact);
      line.append(span, " ");
    }
    if (card.date) add(mark(card));
    add(card.organization);
    add(card.services);
    add(card.about);
    if (card.section) {
      var link = make("a", "pm-quiet", card.section.title);
      link.href = card.section.url;
      var where = document.createDocumentFragment();
      where.append("under ", link);
      add(where);
    }
    return line;
  }

  /* How bad it was, with the mark that stands for it everywhere. */
  function mark(card) {
    var name = card.kind === "near-miss" ? "near-miss" : card.severity || "not-graded";
    var found = marks.querySelector('[data-mark="' + name + '"]');
    return found ? found.firstElementChild.cloneNode(true) : name;
  }

  /* Pagefind's excerpt is text but for its marks, with both brackets escaped. */
  function marked(excerpt) {
    return excerpt.split(/<\/?mark>/).map(function (text, i) {
      var plain = text.replace(/&lt;/g, "<").replace(/&gt;/g, ">");
      return i % 2 ? make("mark", "", plain) : plain;
    });
  }

  /* Words of a title that begin like a word that was searched for. */
  function markedTitle(title) {
    var words = state.q.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(function (word) { return word.length > 2; });
    return title.split(/([\p{L}\p{N}]+)/u).map(function (text, i) {
      var low = text.toLowerCase();
      var isFound = i % 2 && words.some(function (word) {
        return low.startsWith(word) || (low.length > 3 && word.startsWith(low));
      });
      return isFound ? make("mark", "", text) : text;
    });
  }

  function tell(note) {
    told.hidden = !note;
    told.textContent = note || "";
  }

  function fail(error) {
    list.replaceChildren();
    list.removeAttribute("aria-busy");
    pane.removeAttribute("aria-busy");
    more.hidden = true;
    bar.hidden = true;
    tell(error.message === "no index"
      ? "The words of this site were not indexed when it was built, as in a preview. Facets work all the same."
      : "The search could not be loaded. Browsing by year, service or contributing factor works without it.");
  }

  function reset() {
    list.replaceChildren();
    list.removeAttribute("aria-busy");
    pane.removeAttribute("aria-busy");
    more.hidden = true;
    bar.hidden = true;
    start.hidden = false;
    box.querySelector(".pm-facets summary .pm-n").textContent = "";
    if (isFilled) countAll().catch(fail);
  }

  // ------------------------------------------------------------------ facets

  var isFilled = false;

  /* What the whole archive has, before anything is searched for. */
  function countAll() {
    return Promise.all([table(), everything()]).then(function (fetched) {
      if (!state.q && !isNarrowed()) tally(fetched[0], fetched[1].results);
    });
  }

  function fillFacets(facets, counts, chosen) {
    facets.facets.forEach(function (facet, i) {
      var set = box.querySelector('[data-facet="' + facet.name + '"]');
      if (!set) return;
      if (!set.pmValues) build(set, facet);
      fill(set, facet, counts[i], chosen.get(facet.name) || new Set());
    });
    if (!isFilled) Array.from(box.querySelectorAll("[data-facet]"), open);
    isFilled = true;
    pane.removeAttribute("aria-busy");
  }

  function open(set) {
    set.querySelector("legend button").setAttribute("aria-expanded", "true");
    set.querySelector(".pm-values").hidden = false;
  }

  function build(set, facet) {
    var values = set.querySelector(".pm-values");
    var name = facet.label.toLowerCase();
    set.pmValues = facet.values.map(function (value, i) {
      var label = make("label");
      var tick = make("input");
      tick.type = "checkbox";
      tick.addEventListener("change", function () { choose(facet.name, value[0], tick.checked); });
      label.append(tick, " ", make("span", "", value[1]), " ", make("span", "pm-n"));
      return { label: label, tick: tick, n: label.lastChild, names: value.join(" ").toLowerCase(), place: i };
    });
    set.pmAll = false;
    set.pmMore = make("button", "pm-all");
    set.pmMore.type = "button";
    set.pmMore.addEventListener("click", function () {
      set.pmAll = !set.pmAll;
      trim(set);
    });
    if (facet.values.length > MANY) {
      set.pmFind = make("input", "pm-find-value");
      set.pmFind.type = "search";
      set.pmFind.placeholder = "Find one of " + facet.values.length;
      set.pmFind.setAttribute("aria-label", "Find a value of " + name);
      set.pmFind.addEventListener("input", function () { trim(set); });
      set.pmFind.addEventListener("keydown", function (event) { if (event.key === "Enter") event.preventDefault(); });
      values.append(set.pmFind);
    }
    set.pmList = make("div");
    values.append(set.pmList, set.pmMore);
  }

  function fill(set, facet, counts, chosen) {
    var focused = document.activeElement;
    set.pmValues.forEach(function (value) {
      value.count = counts[value.place];
      value.tick.checked = chosen.has(value.place);
      value.n.textContent = value.count.toLocaleString("en");
    });
    set.pmOrder = set.pmValues.slice().sort(function (one, other) {
      return (facet.byCount && other.count - one.count) || one.place - other.place;
    });
    set.pmList.append.apply(set.pmList, set.pmOrder.map(function (value) { return value.label; }));
    trim(set);
    if (focused && set.contains(focused)) focused.focus({ preventScroll: true });
  }

  /* The values that would find something, a few of them unless all are asked for, and those that are chosen. */
  function trim(set) {
    var looked = set.pmFind ? set.pmFind.value.trim().toLowerCase().replace(/\s+/g, " ") : "";
    var left = 0;
    var shown = 0;
    set.pmOrder.forEach(function (value) {
      var fits = looked ? value.names.replace(/-/g, " ").indexOf(looked.replace(/-/g, " ")) >= 0 : value.count > 0;
      var isShown = value.tick.checked || (fits && (looked || set.pmAll || shown < VALUES));
      value.label.hidden = !isShown;
      if (isShown) shown += 1;
      else if (fits) left += 1;
    });
    set.pmMore.hidden = Boolean(looked) || !(left || (set.pmAll && shown > VALUES));
    set.pmMore.textContent = set.pmAll ? "Fewer" : left + " more";
    set.hidden = !shown && !looked && !left;
  }

  function choose(facet, value, isChosen) {
    var values = (state.chosen[facet] || []).filter(function (other) { return other.toLowerCase() !== value.toLowerCase(); });
    if (isChosen) values.push(value);
    table().then(function (facets) {
      // Another name of the same value, from somebody's link, goes with it.
      var known = facets.byName.get(facet);
      var position = known.position.get(value.toLowerCase());
      values = values.filter(function (other) { return isChosen && other === value || known.position.get(other.toLowerCase()) !== position; });
      if (values.length) state.chosen[facet] = values;
      else delete state.chosen[facet];
      go(true);
    });
  }

  function fillChips() {
    var names = Object.keys(state.chosen);
    var n = names.reduce(function (sum, name) { return sum + state.chosen[name].length; }, 0);
    box.querySelector(".pm-facets summary .pm-n").textContent = n ? n + " chosen" : "";
    if (!names.length) return chips.replaceChildren();
    return table().then(function (facets) {
      var found = [];
      names.forEach(function (name) {
        (state.chosen[name] || []).forEach(function (value) {
          var facet = facets.byName.get(name);
          var position = facet ? facet.position.get(value.toLowerCase()) : undefined;
          var label = position === undefined ? value : facet.values[position][1];
          var chip = make("button", "pm-drop", label + " ");
          chip.type = "button";
          chip.setAttribute("aria-label", "Remove " + (facet ? facet.label.toLowerCase() : name) + ": " + label);
          chip.append(marks.querySelector('[data-mark="remove"]').firstElementChild.cloneNode(true));
          chip.addEventListener("click", function () {
            choose(name, value, false);
            input.focus();
          });
          found.push(chip);
        });
      });
      chips.replaceChildren.apply(chips, found);
    });
  }

  // ------------------------------------------------------------------ what a reader does

  var typing;

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    clearTimeout(typing);
    state.q = input.value.trim();
    go(true);
  });

  input.addEventListener("input", function () {
    clearTimeout(typing);
    typing = setTimeout(function () {
      if (input.value.trim() === state.q) return;
      state.q = input.value.trim();
      go(false);
    }, PAUSE);
  });

  order.addEventListener("change", function () {
    state.sort = order.value === (state.q ? "relevance" : "newest") ? "" : order.value;
    go(true);
  });

  box.querySelectorAll("[data-facet]").forEach(function (set) {
    var button = set.querySelector("legend button");
    button.addEventListener("click", function () {
      var isOpen = button.getAttribute("aria-expanded") === "true";
      button.setAttribute("aria-expanded", String(!isOpen));
      set.querySelector(".pm-values").hidden = isOpen;
      if (isOpen || isFilled) return;
      countAll().catch(fail);
    });
  });

  window.addEventListener("popstate", function () {
    state = read();
    search();
  });

  var wide = window.matchMedia("(min-width: 60em)");
  function openPane() { pane.open = wide.matches; }
  wide.addEventListener("change", openPane);
  openPane();

  search();
  if (!state.q && !isNarrowed()) input.focus();
})();
