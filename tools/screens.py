"""Screenshots of a running demo: `python -m tools.screens http://127.0.0.1:8400 [--to docs/screens]`.

Phones 390x844 in the dark theme, desks 1440x900 in the light one; signs in with the demo's own accounts.
"""

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from prevention.demo import PASSWORD

ROOT = Path(__file__).resolve().parent.parent
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1440, "height": 900}
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-sync",
]


@dataclass(frozen=True, slots=True)
class Screen:
    """A page of somebody's; `follow` is a link or button to press first, by its CSS selector."""

    name: str
    who: str
    path: str
    phone: bool = False
    follow: tuple[str, ...] = ()
    whole: bool = False


SCREENS = (
    Screen("sign-in-desk", "", "/sign-in/"),
    Screen("real-call-phone", "", "/real-call/", phone=True),
    Screen("today-desk", "chief", "/today/"),
    Screen("today-desk-whole", "chief", "/today/", whole=True),
    Screen("trends-desk", "chief", "/trends/", whole=True),
    Screen("map-desk", "chief", "/map/"),
    Screen("map-places-desk", "chief", "/map/?layer=places"),
    Screen("villages-desk", "chief", "/by-village/"),
    Screen("repeat-desk", "chief", "/repeat-vehicles/"),
    Screen("rounds-desk", "chief", "/rounds/"),
    Screen("round-detail-desk", "chief", "/rounds/", follow=("tbody tr:nth-child(12) a",)),
    Screen("vehicles-desk", "chief", "/vehicles/"),
    Screen("vehicle-detail-desk", "chief", "/vehicles/", follow=("tbody tr:nth-child(3) a",)),
    Screen("shifts-desk", "chief", "/shifts/"),
    Screen("rosters-desk", "chief", "/rosters/"),
    Screen("roster-desk", "chief", "/rosters/", follow=("a:has-text('夜间拉车门巡逻')",)),
    Screen(
        "roster-form-desk",
        "chief",
        "/rosters/",
        follow=("a:has-text('夜间拉车门巡逻')", ".actions a.primary"),
        whole=True,
    ),
    Screen("squads-desk", "chief", "/squads/"),
    Screen("squad-desk", "chief", "/squads/", follow=("tbody a",)),
    Screen("places-desk", "chief", "/places/"),
    Screen("place-form-desk", "chief", "/places/new/"),
    Screen("village-desk", "chief", "/villages/", follow=("tbody a",)),
    Screen("officers-desk", "sysadmin", "/officers/"),
    Screen("organisation-desk", "chief", "/organisation/"),
    Screen("ledger-desk", "audit", "/ledger/"),
    Screen("tonight-phone", "officer", "/tonight/", phone=True),
    Screen("tonight-phone-whole", "officer", "/tonight/", phone=True, whole=True),
    Screen("nights-phone", "officer", "/nights/", phone=True),
    Screen("today-phone", "chief", "/today/", phone=True, whole=True),
)


def sign_in(browser: Browser, base: str, who: str, *, phone: bool) -> Page:
    context = browser.new_context(
        viewport=PHONE if phone else DESK,  # type: ignore[arg-type]  # the two keys it wants
        color_scheme="dark" if phone else "light",
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        base_url=base,
    )
    page = context.new_page()
    if who:
        page.goto("/sign-in/")
        page.fill("[name=username]", who)
        page.fill("[name=password]", PASSWORD)
        page.click("main form button.primary")
        page.wait_for_load_state()
    return page


def take(page: Page, screen: Screen, folder: Path) -> None:
    page.goto(screen.path)
    for selector in screen.follow:
        page.locator(selector).first.click()
        page.wait_for_load_state()
    page.wait_for_load_state("networkidle")
    page.screenshot(path=folder / f"{screen.name}.png", full_page=screen.whole)
    print(f"{screen.name}.png")


def walk_a_round(page: Page, folder: Path) -> None:
    """The officer's round, as far as an open car's own page; only when a round can be started or is running."""
    page.goto("/tonight/")
    start = page.locator("main .button.huge").first
    if not start.count():
        return
    start.click()
    page.wait_for_load_state()
    for _tap in range(6):
        with page.expect_response(lambda answer: "/secure/" in answer.url):
            page.locator(".plus").click()
    page.wait_for_timeout(300)
    page.screenshot(path=folder / "round-phone.png")
    page.locator(".counter a.warn").click()
    page.wait_for_load_state("networkidle")
    page.screenshot(path=folder / "unsecured-phone.png", full_page=True)
    keys = page.locator(".keys button")
    for key in "A27R6":
        keys.filter(has_text=key).first.click()
    page.locator(".options label").first.click()
    page.locator("main form button.primary").click()
    page.wait_for_load_state("networkidle")
    page.screenshot(path=folder / "vehicle-phone.png", full_page=True)
    print("round-phone.png unsecured-phone.png vehicle-phone.png")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base")
    parser.add_argument("--to", type=Path, default=ROOT / "var" / "screens")
    parser.add_argument("--only", help="part of a screen's name")
    options = parser.parse_args()
    options.to.mkdir(parents=True, exist_ok=True)
    pages: dict[tuple[str, bool], Page] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGS)
        for screen in SCREENS:
            if options.only and options.only not in screen.name:
                continue
            key = screen.who, screen.phone
            if key not in pages:
                pages[key] = sign_in(browser, options.base, screen.who, phone=screen.phone)
            take(pages[key], screen, options.to)
        if not options.only or options.only in "round-vehicle-unsecured-phone":
            walk_a_round(
                pages.get(("officer", True)) or sign_in(browser, options.base, "officer", phone=True),
                options.to,
            )
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
