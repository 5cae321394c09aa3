"""On a phone without a network: guides and what was saved, and nothing personal that nobody saved."""

from playwright.sync_api import expect

from tests.journeys.visitor import Visitor

GUIDE = "/services/exit_entry.endorsement_tour_group/"
KEPT = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const one of await cache.keys()) found.push([name, new URL(one.url).pathname, await (await cache.match(one)).text()]);
  }
  return found;
}"""

LIANG = "440106199409199980"  # 梁样本, who has a case under way


def test_guides_and_saved_pages_open_without_a_network_and_nothing_personal_is_kept_by_itself(citizen: Visitor) -> None:
    page = citizen.page
    citizen.see("/offline/")
    page.evaluate("navigator.serviceWorker.ready")
    citizen.be("deng")
    name = page.evaluate("fetch('/mine/data/').then(one => one.text())").split("<dd>")[1].split("<")[0].strip()
    for path in (GUIDE, "/", "/cases/", "/mine/data/", "/mine/lookups/", "/complaints/"):
        citizen.see(path)
    page.wait_for_function(f"caches.match('{GUIDE}').then(Boolean)")
    kept = page.evaluate(KEPT)
    assert {one[1] for one in kept if one[0] != "static"} <= {"/offline/", GUIDE, "/", "/services/"}
    assert not [one[:2] for one in kept if name in one[2]], name
    page.context.set_offline(True)
    page.goto(citizen.base + GUIDE)
    assert "签注" in page.locator("h1").inner_text()
    page.goto(citizen.base + "/mine/data/")
    expect(page.locator("h1")).to_have_text("没有网也能看的")
    page.context.set_offline(False)


def test_a_receipt_is_saved_when_asked_and_forgotten_at_sign_out(citizen: Visitor) -> None:
    page = citizen.page
    citizen.see("/offline/")
    page.evaluate("navigator.serviceWorker.ready")
    citizen.be_number(LIANG)
    citizen.see(citizen.first_case() + "receipt/")
    citizen.headed("收到了")
    receipt = page.url
    page.get_by_role("button", name="存在这部手机上").click()
    expect(page.get_by_role("button", name="存好了")).to_be_disabled()
    page.context.set_offline(True)
    page.goto(citizen.base + "/offline/")
    page.locator("[data-saved] a").first.click()
    assert page.url == receipt
    page.context.set_offline(False)
    page.goto(f"{citizen.base}/demo")
    page.locator("form[action*='leave'] button").first.click()
    citizen.see("/offline/")
    expect(page.locator("[data-nothing]")).to_be_visible()
    assert page.evaluate("caches.open('saved').then(one => one.keys()).then(found => found.length)") == 0
