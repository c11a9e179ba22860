# A correction is a new statement that takes the place of the first; both stay readable.
day 1 08:00  piet   registers WB-0 to junction, 200 bags, due day 2 12:00
day 1 09:00  rosa   assigns mara to WB-0
day 1 10:00  piet   dispatches WB-0
day 2 11:00  nadia  receives WB-0: 200 good
day 3 08:00  amina  registers WB-1 to village, 100 bags, due day 4 16:00
day 3 09:00  rosa   assigns mara to WB-1
day 3 10:00  amina  dispatches WB-1
# Parts that do not add up are refused, not stored.
day 4 14:00  bruno  receives WB-1: 89 good, 10 missing UNKNOWN but is refused: QUANTITIES_DO_NOT_ADD_UP
day 4 15:00  bruno  receives WB-1: 89 good, 11 missing
             then   WB-1 is AWAITING_VISIT, flags F08 F10
day 5 10:00  mara   counts 99 bags of WB-1
day 5 16:00  rosa   accepts what mara says of WB-1
# So much is missing that nobody may leave it for a day.
             then   WB-1 is DISPUTED, flags F08 F10 F11 F38
# Nobody corrects what another has said.
day 6 08:00  nadia  corrects the receipt of WB-1: 99 good, 1 damaged SPILLAGE_REPACK, because it should be so but is refused: NOT_ALLOWED
day 6 09:00  bruno  corrects the receipt of WB-1: 99 good, 1 damaged SPILLAGE_REPACK, because 99 was written as 89 as of day 4 15:00
             then   WB-1 is VERIFIED, flags F08
