package org.aidwitness.testkit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.aidwitness.access.Accounts;
import org.aidwitness.access.Invitations;
import org.aidwitness.access.Requests;
import org.aidwitness.access.Speaking;
import org.aidwitness.access.Tokens;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Actor.Role;

/** People with logins, in organisations of their own. Two administrators agree to whatever roles a test asks for. */
@ApplicationScoped
public class Office {

    public static final String PASSWORD = "four quiet brown horses";

    private static final Pattern SECRET = Pattern.compile("id=\"secret\">([A-Z2-7 ]+)<");

    @Inject
    World world;

    @Inject
    Accounts accounts;

    @Inject
    Tokens tokens;

    @Inject
    Requests requests;

    @Inject
    Invitations invitations;

    @Inject
    Speaking speaking;

    @Inject
    TestClock time;

    /** Somebody with a login and a token; no password yet. */
    public record Member(UUID id, UUID organisation, String name, String login, String token, Actor actor) {

        /** Asks the interface as this person. */
        public RequestSpecification asks() {
            return given().header("Authorization", "Bearer " + token).contentType("application/json");
        }

        public Response post(String path, Map<String, ?> body) {
            return asks().body(body).post(path);
        }
    }

    public UUID organisation(String name) {
        return world.organisation(name);
    }

    public Member member(UUID organisation, String name, Role... roles) {
        Actor one = administrator("one");
        Actor two = administrator("two");
        String unique = name + " " + UUID.randomUUID().toString().substring(0, 8);
        String login = unique.replace(' ', '.').toLowerCase(Locale.ROOT) + "@example.org";
        UUID id = accounts.open(one, unique, organisation, login);
        // The database asks who speaks, and the program is no administrator.
        Requests.Request asked = speaking.as(one, () -> requests.roles(one, id, Set.of(roles), "for a test"));
        if (asked.accepted() == null) {
            speaking.as(two, () -> requests.decide(two, asked.id(), true, ""));
        }
        String token = tokens.issue(id, Duration.ofDays(90));
        return new Member(id, organisation, unique, login, token, new Actor(id, unique, organisation, Set.of(roles)));
    }

    /** The path of a link that lets this person choose a password. */
    public String link(Member member) {
        return "/invitation/" + invitations.create(member.actor(), member.id(), member.name());
    }

    /** Follows a link up to where the password is set; staff then stand before the enrolment. */
    public PlainBrowser accepted(Member member) {
        PlainBrowser browser = new PlainBrowser();
        String link = link(member);
        assertThat(browser.open(link).statusCode()).isEqualTo(200);
        assertThat(browser.send(link, Map.of("password", PASSWORD, "again", PASSWORD))
                        .statusCode())
                .isEqualTo(303);
        return browser;
    }

    /** The secret that the enrolment shows in letters. */
    public static String secret(Response page) {
        Matcher secret = SECRET.matcher(page.asString());
        assertThat(secret.find()).as(page.asString()).isTrue();
        return secret.group(1);
    }

    /** Comes in for the first time, with an authenticator app where the roles ask for one. */
    public PlainBrowser signedIn(Member member) {
        PlainBrowser browser = accepted(member);
        Response enrol = browser.open("/sign-in/enrol");
        if (enrol.statusCode() == 200) {
            String code = Totp.code(secret(enrol), time.instant());
            assertThat(browser.send("/sign-in/enrol", Map.of("code", code)).statusCode())
                    .isEqualTo(200);
        }
        assertThat(browser.open("/account").statusCode()).isEqualTo(200);
        return browser;
    }

    private Actor administrator(String name) {
        String known = "office " + name;
        return accounts.list(World.KEEPER, "office ", 2).stream()
                .filter(account -> account.name().equals(known))
                .findFirst()
                .map(account -> new Actor(account.id(), known, account.organisation(), Set.of(Role.ADMINISTRATOR)))
                .orElseGet(() -> {
                    UUID organisation = world.organisation("Office");
                    UUID id = accounts.create(known, organisation, Set.of(Role.ADMINISTRATOR));
                    return new Actor(id, known, organisation, Set.of(Role.ADMINISTRATOR));
                });
    }
}
